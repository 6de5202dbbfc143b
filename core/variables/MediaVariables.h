// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace bootwright {

//! One variable of the media. Any value may be a password, so it is a Secret; `hidden` is for people:
//! do not show it unasked.
struct MediaVariable
{
    QString name;
    Secret value;
    bool hidden = false;
};

enum class Visibility { Shown, Hidden };

//! The variables of the media in their order: what Variables.dat holds once it is unsealed. No two
//! names are equal, upper and lower case taken as one. Can be moved, not copied.
class MediaVariables
{
public:
    //! The version that is written when no other was read.
    static constexpr QStringView defaultVersion = u"4.00.5345.0000";

    MediaVariables clone() const;

    //! Gives the variable \a name its \a value; one of this name keeps its place and its spelling.
    void set(const QString &name, Secret value, Visibility visibility = Visibility::Shown);
    void set(const QString &name, const QString &value);
    //! Takes the variable \a name out, if there is one.
    void remove(QStringView name);
    //! The variable \a name (upper and lower case taken as one) or null.
    const MediaVariable *find(QStringView name) const;
    //! The value of the variable \a name, empty when there is none. Not for values that may be secret.
    QString textOf(QStringView name) const;
    const std::vector<MediaVariable> &all() const { return m_variables; }
    //! The attribute Version, kept from what was read.
    const QString &version() const { return m_version; }

    //! The text that sealVariables() takes: UTF-16LE XML, see MediaVariables.cpp. InvalidInput when a
    //! name or value holds a character that XML cannot carry; the message names the variable.
    Result<QByteArray> toPlaintext() const;
    //! Reads such a text, with or without CDATA, Version, byte order mark and line break at the end.
    //! Corrupt for everything else; document types and entities of one's own are refused. A file does
    //! not say what was hidden: see mayHoldSecret().
    static Result<MediaVariables> fromPlaintext(QByteArrayView plaintext);

private:
    std::vector<MediaVariable> m_variables;
    QString m_version = defaultVersion.toString();
};

} // namespace bootwright
