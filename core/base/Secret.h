// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace bootwright {

//! A password or hidden value. Wipes its bytes when it goes, can be moved but not copied by accident:
//! copies are made by name. Never logged, never compared in a message.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView utf8);
    explicit Secret(const QString &text);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    Secret clone() const;
    bool isEmpty() const { return m_utf8.empty(); }
    //! Characters (UTF-16 units), as Windows counts them.
    qsizetype length() const;
    QByteArrayView utf8() const { return QByteArrayView(m_utf8.data(), qsizetype(m_utf8.size())); }
    //! UTF-16LE without terminator, in a buffer that wipes itself too.
    Secret utf16le() const;
    //! A plain copy, for an interface that takes nothing else. Keep it short-lived.
    QString text() const { return QString::fromUtf8(utf8()); }

    bool operator==(const Secret &other) const;

private:
    void wipe();
    std::vector<char> m_utf8;
};

} // namespace bootwright
