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

    //! Offers the site's management points; says of each whether a certificate of \a type goes with it.
    void load(const QStringList &urls, const SiteFacts &site, CertificateType type);
    QStringList urls() const;
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void changed();

private:
    void add();
    void remove();
    void move(int step);
    void fit();
    void insert(int row, const QString &url);

    QComboBox *m_offer;
    QListWidget *m_list;
    SiteFacts m_site;
    CertificateType m_type = CertificateType::SelfSigned;
};

} // namespace bootwright
