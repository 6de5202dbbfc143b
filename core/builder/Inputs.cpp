// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Inputs.h"

#include "core/base/Tr.h"
#include "core/image/FileSink.h"

#include <QFileInfo>

namespace bootwright {

namespace {

//! Where an image at \a target really goes: a link is followed to its end.
QString realTarget(const QString &target)
{
    const QFileInfo info(target);
    return info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
}

bool liesBelow(const QString &file, const QString &folder)
{
    const auto parent = QFileInfo(QFileInfo(file).absolutePath()).canonicalFilePath() + u'/';
    return parent.startsWith(QFileInfo(folder).canonicalFilePath() + u'/');
}

} // namespace

QStringList inputsOf(const MediaRecipe &recipe)
{
    const auto &answers = recipe.answers();
    const auto &prestart = answers.prestart.files;
    QStringList inputs{answers.site.profile,
                       answers.reference,
                       answers.bootImage.file,
                       answers.bootImage.bootSdiFile,
                       answers.security.certificate.file,
                       answers.security.certificate.identity,
                       prestart.folder,
                       prestart.zip,
                       answers.extraFiles.folder,
                       answers.extraFiles.zip};
    if (const auto *image = recipe.bootImage(); image && answers.bootImage.file.isEmpty())
        inputs.append(image->file);
    if (const auto *package = recipe.site().package(prestart.packageId))
        inputs.append(package->folder);
    inputs.removeAll(QString());
    return inputs;
}

Result<void> checkTargetIsNoInput(const QString &target, const QStringList &inputs)
{
    const auto refuse = [&](const QString &why) {
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot write \"%1\". %2 Choose another name or folder for the image.")
                         .arg(target, why),
                     {}};
    };
    const auto real = realTarget(target);
    const auto part = real + QStringLiteral(".part"); // see FileSink
    for (const auto &input : inputs) {
        if (QFileInfo(input).isDir()) {
            if (liesBelow(real, input))
                return refuse(
                    Tr::tr("It lies in \"%1\", whose files go onto the media.").arg(input));
        } else if (sameFile(real, input) || sameFile(part, input)) {
            return refuse(
                Tr::tr("It would replace \"%1\", which the media are made from.").arg(input));
        }
    }
    return {};
}

} // namespace bootwright
