// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/VariableNames.h"

#include "core/base/Tr.h"

#include <algorithm>
#include <array>

namespace bootwright {

namespace {

constexpr qsizetype longestName = 256;

// the media's own variables that do not begin with an underscore
constexpr std::array<QStringView, 2> ownNames{u"SMSTSLocationMPs", u"SMSTSMP"};

// secret among the names that begin with an underscore: the private key of the media, the network
// access account and the like (_SMSTSReserved…), and what proves the client to the management point
constexpr std::array<QStringView, 3> secretPrefixes{
    u"_SMSTSMediaPFX", u"_SMSTSReserved", u"_SMSTSAuthenticator"};

bool isAsciiLetter(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

bool mayStandInName(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-';
}

bool isUnwritable(QChar c)
{
    const auto code = c.unicode();
    return (code < 0x20 && c != u'\t' && c != u'\n' && c != u'\r') || code == 0xFFFE
           || code == 0xFFFF;
}

//! \a text with what would break a line or a sentence replaced.
QString shown(QStringView text)
{
    auto result = text.left(longestName).toString();
    std::replace_if(
        result.begin(), result.end(), [](QChar c) { return !c.isPrint(); }, u'\uFFFD');
    return result;
}

} // namespace

QString whyReservedVariable(QStringView name)
{
    if (name.isEmpty())
        return Tr::tr("A variable needs a name.");
    if (name.size() > longestName)
        return Tr::tr("The variable name \"%1…\" is longer than 256 characters. Shorten it.")
            .arg(shown(name.left(20)));
    if (name.front() == u'_')
        return Tr::
            tr("The variable name \"%1\" begins with an underscore. Configuration Manager keeps "
               "these names for itself; choose another one.")
                .arg(shown(name));
    if (!isAsciiLetter(name.front()))
        return Tr::tr("The variable name \"%1\" does not begin with a letter from A to Z.")
            .arg(shown(name));
    if (!std::all_of(name.begin(), name.end(), mayStandInName))
        return Tr::
            tr("The variable name \"%1\" may only hold letters, digits, underscores and hyphens.")
                .arg(shown(name));
    const auto isName = [&](QStringView own) {
        return own.compare(name, Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(ownNames.begin(), ownNames.end(), isName))
        return Tr::tr("The variable \"%1\" is set by the media itself from the management points. "
                      "Choose another name.")
            .arg(shown(name));
    return {};
}

QString whyUnusableValue(QStringView name, QStringView value)
{
    if (value.isValidUtf16() && std::none_of(value.begin(), value.end(), isUnwritable))
        return {};
    return Tr::tr(
               "The value of the variable \"%1\" holds a control character. Media can carry only "
               "text; remove the character.")
        .arg(shown(name));
}

bool mayHoldSecret(QStringView name)
{
    const auto begins = [&](QStringView prefix) {
        return name.startsWith(prefix, Qt::CaseInsensitive);
    };
    return std::any_of(secretPrefixes.begin(), secretPrefixes.end(), begins)
           || whyReservedVariable(name).isEmpty();
}

} // namespace bootwright
