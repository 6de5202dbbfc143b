// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FilesEdit.h"

#include "ui/Look.h"
#include "ui/siteRows.h"
#include "ui/widgets/PathEdit.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace bootwright {

namespace {

enum Source { None, Folder, Zip, Package };

} // namespace

FilesEdit::FilesEdit(const QString &name, Packages packages, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_source(new QComboBox)
    , m_path(new PathEdit(PathEdit::Kind::Folder, name))
    , m_package(new SearchList(tr("Package")))
{
    m_source->addItems({tr("None"), tr("A folder"), tr("A zip archive")});
    if (packages == Packages::Yes)
        m_source->addItem(tr("A package of the site"));
    m_source->setAccessibleName(name);
    m_source->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid::Small);
    layout->addWidget(m_source);
    layout->addWidget(m_path);
    layout->addWidget(m_package);
    setFocusProxy(m_source);
    connect(m_package, &SearchList::changed, this, &FilesEdit::packageChosen);
    connect(m_source, &QComboBox::currentIndexChanged, this, &FilesEdit::showSource);
    showSource();
}

void FilesEdit::load(const FilesDraft &files, const QList<SitePackage> &packages)
{
    m_package->setRows(packageRows(packages, files.packageId));
    m_package->setCurrent(files.packageId);
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
        files.packageId = m_package->current();
        break;
    }
    return files;
}

bool FilesEdit::isPackageMissing() const
{
    return m_source->currentIndex() == Package && m_package->current().isEmpty();
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
