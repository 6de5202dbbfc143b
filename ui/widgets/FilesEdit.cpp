// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FilesEdit.h"

#include "ui/widgets/PathEdit.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace bootwright {

namespace {

enum Source { None, Folder, Zip, Package };

} // namespace

FilesEdit::FilesEdit(const QString &name, Packages packages, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_source(new QComboBox)
    , m_path(new PathEdit(PathEdit::Kind::Folder, name))
    , m_package(new QComboBox)
{
    m_source->addItems({tr("None"), tr("A folder"), tr("A zip archive")});
    if (packages == Packages::Yes)
        m_source->addItem(tr("A package of the site"));
    m_source->setAccessibleName(name);
    m_package->setAccessibleName(tr("Package"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_source);
    layout->addWidget(m_path, 1);
    layout->addWidget(m_package, 1);
    layout->addStretch();
    setFocusProxy(m_source);
    connect(m_source, &QComboBox::currentIndexChanged, this, &FilesEdit::showSource);
    showSource();
}

void FilesEdit::load(const FilesDraft &files, const QList<SitePackage> &packages)
{
    m_package->clear();
    for (const auto &package : packages)
        m_package->addItem(tr("%1 (%2)").arg(package.name, package.packageId), package.packageId);
    if (!files.packageId.isEmpty() && m_package->findData(files.packageId) < 0)
        m_package->addItem(tr("%1 (not of this site)").arg(files.packageId), files.packageId);
    m_package->setCurrentIndex(qMax(0, m_package->findData(files.packageId)));
    m_path->setPath(files.folder.isEmpty() ? files.zip : files.folder);
    m_source->setCurrentIndex(!files.folder.isEmpty()      ? Folder
                              : !files.zip.isEmpty()       ? Zip
                              : !files.packageId.isEmpty() ? Package
                                                           : None);
}

FilesDraft FilesEdit::files() const
{
    FilesDraft files;
    switch (m_source->currentIndex()) {
    case Folder:
        files.folder = m_path->path();
        break;
    case Zip:
        files.zip = m_path->path();
        break;
    case Package:
        files.packageId = m_package->currentData().toString();
        break;
    }
    return files;
}

void FilesEdit::showSource()
{
    const auto source = m_source->currentIndex();
    m_path->setVisible(source == Folder || source == Zip);
    m_package->setVisible(source == Package);
    if (source == Zip)
        m_path->setKind(PathEdit::Kind::OpenFile,
                        tr("%1: zip archive").arg(m_name),
                        tr("Zip archives (*.zip)"));
    else
        m_path->setKind(PathEdit::Kind::Folder, tr("%1: folder").arg(m_name));
}

} // namespace bootwright
