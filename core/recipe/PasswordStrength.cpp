// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/PasswordStrength.h"

#include "core/base/Tr.h"

#include <QStringList>

#include <array>
#include <cmath>

namespace bootwright {

namespace {

//! Passwords and words that every list of guesses begins with.
constexpr std::array CommonWords{
    "password", "passwort", "welcome",   "willkommen", "letmein",  "admin",     "qwerty",
    "qwertz",   "azerty",   "configmgr", "sccm",       "mecm",     "microsoft", "windows",
    "deploy",   "imaging",  "summer",    "winter",     "spring",   "autumn",    "sommer",
    "january",  "monday",   "monkey",    "dragon",     "football", "master",    "secret",
    "geheim",   "changeme", "company",   "computer",   "osd"};
//! What such a word is worth, whatever its length and spelling.
constexpr double WordBits = 8;
//! What a character is worth that repeats or continues the one before it.
constexpr double SequenceBits = 1;

constexpr double GuessesPerSecond = 1e10;

//! \a c in lower case and with the usual disguises of letters taken off.
char plainLetter(char c)
{
    switch (c) {
    case '0':
        return 'o';
    case '1':
    case '!':
        return 'i';
    case '3':
        return 'e';
    case '4':
    case '@':
        return 'a';
    case '5':
    case '$':
        return 's';
    case '7':
        return 't';
    default:
        return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
}

//! How many bytes of \a text, from \a at, are a common word.
qsizetype commonWordAt(QByteArrayView text, qsizetype at)
{
    qsizetype longest = 0;
    for (const auto *word : CommonWords) {
        const auto length = qsizetype(qstrlen(word));
        if (length <= longest || length > text.size() - at)
            continue;
        qsizetype same = 0;
        while (same < length && plainLetter(text[at + same]) == word[same])
            ++same;
        if (same == length)
            longest = length;
    }
    return longest;
}

//! How many signs the attacker has to try for each place.
double alphabetOf(QByteArrayView text)
{
    double lower = 0;
    double upper = 0;
    double digits = 0;
    double signs = 0;
    double others = 0;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z')
            lower = 26;
        else if (c >= 'A' && c <= 'Z')
            upper = 26;
        else if (c >= '0' && c <= '9')
            digits = 10;
        else if (c >= ' ' && c <= '~')
            signs = 33;
        else
            others = 64;
    }
    return lower + upper + digits + signs + others;
}

//! The bytes after the first of a character in UTF-8 are not worth a place of their own.
bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

QString rounded(double seconds)
{
    struct Unit
    {
        double seconds;
        QString one;
        QString many;
    };
    const std::array units{Unit{60, Tr::tr("a minute"), Tr::tr("%1 minutes")},
                           Unit{3600, Tr::tr("an hour"), Tr::tr("%1 hours")},
                           Unit{86400, Tr::tr("a day"), Tr::tr("%1 days")},
                           Unit{86400 * 30, Tr::tr("a month"), Tr::tr("%1 months")},
                           Unit{86400 * 365, Tr::tr("a year"), Tr::tr("%1 years")}};
    if (seconds < 1)
        return Tr::tr("less than a second");
    if (seconds < 60)
        return Tr::tr("less than a minute");
    const auto *unit = &units.front();
    for (const auto &larger : units) {
        if (seconds >= larger.seconds)
            unit = &larger;
    }
    const auto count = std::floor(seconds / unit->seconds);
    if (count > 1e6)
        return Tr::tr("more than a million years");
    return count < 2 ? unit->one : unit->many.arg(qint64(count));
}

} // namespace

double passwordBits(const Secret &password)
{
    const auto text = password.utf8();
    const double place = text.isEmpty() ? 0 : std::log2(alphabetOf(text));
    double bits = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (const auto word = commonWordAt(text, at); word > 0) {
            bits += WordBits;
            at += word;
            continue;
        }
        const int step = at > 0 ? text[at] - text[at - 1] : 2;
        if (!isContinuation(text[at]))
            bits += std::abs(step) <= 1 ? SequenceBits : place;
        ++at;
    }
    return bits;
}

QString crackTime(double bits)
{
    // half of all guesses on average
    const double seconds = std::exp2(bits - 1) / GuessesPerSecond;
    return Tr::
        tr("One graphics card, which tries 10 billion passwords a second on a copy of the media, "
           "finds it in %1.")
            .arg(rounded(seconds));
}

Secret freshPassword(const Chance &chance)
{
    constexpr qsizetype Length = 20;
    constexpr char Letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; // 32: five bits each
    auto password = chance.bytes("generated password", Length);
    for (auto &letter : password)
        letter = Letters[letter & 31];
    Secret secret{QByteArrayView(password)};
    password.fill(0);
    return secret;
}

} // namespace bootwright
