// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/saveFile.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace bootwright {

void askWhereToSave(QWidget *parent,
                    const QString &title,
                    const QString &filter,
                    const QString &suggestion,
                    const std::function<void(const QString &path)> &save)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(suggestion).suffix());
    dialog->selectFile(suggestion);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, save);
    dialog->open();
}

Result<void> saveBytes(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{Error::Kind::AccessDenied,
                 Tr::tr("Cannot write \"%1\". %2. Choose another place.")
                     .arg(QDir::toNativeSeparators(path), systemReason(file.errorString())),
                 {}};
}

Result<void> saveRecipeFile(const QString &path, const MediaDraft &draft)
{
    return saveBytes(path, writeRecipe(draft, QFileInfo(path).absolutePath()));
}

} // namespace bootwright
