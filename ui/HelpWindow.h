// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;

namespace bootwright {

//! What there is to know about the page that is shown, in a window beside it.
class HelpWindow final : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent);

    //! \a text is HTML.
    void setText(const QString &title, const QString &text);

private:
    QTextBrowser *m_text;
};

} // namespace bootwright
