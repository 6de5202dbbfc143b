// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonRepair.h"

#include <QJsonDocument>

#include <algorithm>
#include <vector>

namespace bootwright {

namespace {

//! A place where the text may be cut off, and what closes the brackets that are open there.
struct Cut
{
    qsizetype at = 0;
    QByteArray closers;
};

//! Behind the string that begins at \a at, or behind the end if it does not end.
qsizetype behindString(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return at + 1;
}

std::vector<Cut> cutsOf(QByteArrayView json)
{
    std::vector<Cut> cuts;
    QByteArray closers; // the innermost first
    for (qsizetype at = 0; at < json.size(); ++at) {
        switch (json[at]) {
        case '"':
            at = behindString(json, at) - 1;
            break;
        case '{':
        case '[':
            closers.prepend(json[at] == '{' ? '}' : ']');
            cuts.push_back({at + 1, closers});
            break;
        case '}':
        case ']':
            closers.remove(0, 1);
            cuts.push_back({at + 1, closers});
            break;
        case ',':
            cuts.push_back({at, closers});
            break;
        default:
            break;
        }
    }
    return cuts;
}

} // namespace

QByteArray wellFormedBeginning(const QByteArray &json, qsizetype fault)
{
    // the parser may name a place a little behind the fault, so some earlier cuts are tried, too
    constexpr int MostTries = 8;
    const auto cuts =
        cutsOf(QByteArrayView(json).first(std::clamp<qsizetype>(fault, 0, json.size())));
    int tries = 0;
    for (auto cut = cuts.rbegin(); cut != cuts.rend() && tries < MostTries; ++cut, ++tries) {
        const auto beginning = json.first(cut->at) + cut->closers;
        if (!QJsonDocument::fromJson(beginning).isNull())
            return beginning;
    }
    return {};
}

} // namespace bootwright
