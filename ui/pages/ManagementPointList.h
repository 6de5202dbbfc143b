// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Site.h"

#include <QWidget>

class QComboBox;
class QListWidget;

namespace bootwright {

//! The management points of the media, in the order in which clients try them: add, remove, move.
class ManagementPointList final : public QWidget
{
    Q_OBJECT

public:
    explicit ManagementPointList(QWidget *parent = nullptr);

    //! Offers the site's management points that a medium with a certificate of \a type can ask.
    void load(const QStringList &urls, const SiteFacts &site, CertificateType type);
    QStringList urls() const;
    QListWidget *list() const { return m_list; }

private:
    void add();
    void remove();
    void move(int step);

    QComboBox *m_offer;
    QListWidget *m_list;
};

} // namespace bootwright
