// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/MediaCertificate.h"

#include <QWidget>

namespace bootwright {

class FactTable;
class LifeLine;
class Note;

//! What is in a PKI certificate that media can use: in words, and on a time line. Not there while none is shown.
class CertificateFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateFacts(QWidget *parent = nullptr);

    void show(const MediaCertificate &certificate, const QDateTime &now);

private:
    Note *m_verdict;
    FactTable *m_facts;
    LifeLine *m_life;
};

} // namespace bootwright
