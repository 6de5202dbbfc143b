// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/BootImageDetails.h"
#include "ui/Inquiry.h"

#include <QMap>
#include <QWidget>

namespace bootwright {

struct Answers;
class FactTable;
class Note;

//! What the site tells of the boot image that was chosen, before it is fetched: asked in the background, for this
//! image alone, and once. Not there for images that do not come from a site.
class BootImageDetailsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit BootImageDetailsPanel(QWidget *parent = nullptr);

    //! Shows the image of \a answers.
    void look(const Answers &answers);

Q_SIGNALS:
    void looked(); //!< what the site said is shown

private:
    void show(const BootImageDetails &details);

    QString m_place;                         //!< the server and the package ID of the image
    QMap<QString, BootImageDetails> m_known; //!< by server and package ID
    Note *m_state;
    FactTable *m_facts;
    Inquiry m_inquiry;
};

} // namespace bootwright
