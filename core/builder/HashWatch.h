// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/tree/ContentSource.h"

namespace bootwright {

//! The SHA-256 of a content, known once somebody has written it out.
class HashWatch final : public ContentWatch
{
public:
    void add(QByteArrayView bytes) override { m_digest.add(bytes); }
    Result<void> finish() override
    {
        m_sha256 = m_digest.finish();
        return {};
    }
    //! 32 raw bytes; empty before finish().
    const QByteArray &sha256() const { return m_sha256; }

private:
    Digest m_digest{Digest::Kind::Sha256};
    QByteArray m_sha256;
};

} // namespace bootwright
