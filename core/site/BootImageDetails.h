// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/ProviderRow.h"

#include <QStringList>

#include <optional>
#include <utility>

namespace bootwright {

//! What a site tells of a boot image only when it is asked for that one: the lazy properties of
//! SMS_BootImagePackage. No value: the site did not say.
struct BootImageDetails
{
    std::optional<bool> hasCommandPrompt;   //!< F8 opens one in Windows PE
    std::optional<QString> prestartCommand; //!< the boot image's own, empty when it has none
    std::optional<QStringList> drivers;     //!< where those that the site put in were imported from
    std::optional<QStringList>
        components; //!< optional ones of Windows PE, for example "WinPE-Scripting"
    std::optional<qint64> scratchSpace; //!< MiB
    std::optional<QString> background;  //!< the picture behind Windows PE, empty for Microsoft's
    QString imageName;                  //!< as the image calls itself
    QString imageVersion;               //!< of the Windows PE inside, "10.0.26100.2454"

    bool operator==(const BootImageDetails &) const = default;
};

//! Reads the \a row of one boot image. What is missing, or not what it should be, has no value.
BootImageDetails bootImageDetailsOf(const ProviderRow &row);

//! In words: names and what is known, for people.
QList<std::pair<QString, QString>> describe(const BootImageDetails &details);
//! For programs; what has no value is left out.
QJsonObject detailsJson(const BootImageDetails &details);

} // namespace bootwright
