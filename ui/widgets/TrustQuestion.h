// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/SiteAccess.h"

#include <QWidget>

namespace bootwright {

class FactTable;

//! Whether the certificate that a server shows is its own: what is in it, and a button for each answer.
class TrustQuestion final : public QWidget
{
    Q_OBJECT

public:
    explicit TrustQuestion(QWidget *parent = nullptr);

    void ask(const ServerCertificate &shown);

Q_SIGNALS:
    void trusted();
    void refused();

private:
    FactTable *m_certificate;
};

} // namespace bootwright
