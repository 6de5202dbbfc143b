// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"

#include <QLocale>

namespace bootwright {

//! What is known of media that are to be written to sticks as they are.
struct ImageFacts
{
    MediaReport report;
    quint64 needed = 0;   //!< bytes that a stick must have at least
    QStringList warnings; //!< about sticks that are made of them
};

//! Looks into the media at \a path, an image or a folder. The errors of openStickSource() and inspectMedia().
Result<ImageFacts> readImageFacts(const QString &path, Control &control);

//! The most important of it as names and values for people.
QList<std::pair<QString, QString>>
imageText(const ImageFacts &facts, const QDateTime &now, const QLocale &locale);

//! What the media are, as a sentence; for those of others it says that they are no media of Configuration
//! Manager.
QString imageKindText(const ImageFacts &facts);
//! What to know before sticks are made of them, a sentence each, the worst first.
QStringList imageWarnings(const ImageFacts &facts, const QDateTime &now);

} // namespace bootwright
