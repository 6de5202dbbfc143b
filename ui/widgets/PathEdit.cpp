// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PathEdit.h"

#include "core/share/Share.h"
#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace bootwright {

PathEdit::PathEdit(Kind kind, const QString &name, const QString &filter, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
{
    auto *browse = makeButton(tr("Browse…"), QStringLiteral("folder"));
    auto *browseFolder = makeButton(tr("Folder…"), QStringLiteral("folder"));
    m_browse = browse;
    m_browseFolder = browseFolder;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid::Small);
    layout->addWidget(m_edit, 1);
    layout->addWidget(browse);
    layout->addWidget(browseFolder);
    setFocusProxy(m_edit);
    setKind(kind, name, filter);
    connect(browse, &QPushButton::clicked, this, [this] {
        this->browse(m_kind == Kind::FileOrFolder ? Kind::OpenFile : m_kind);
    });
    connect(browseFolder, &QPushButton::clicked, this, [this] { this->browse(Kind::Folder); });
    connect(m_edit, &QLineEdit::textChanged, this, &PathEdit::changed);
    connect(m_edit, &QLineEdit::editingFinished, this, &PathEdit::finished);
}

QString PathEdit::path() const
{
    const auto text = QDir::fromNativeSeparators(m_edit->text().trimmed());
    if (needsShareClient(text))
        return text; // means nothing to this system
    return text.isEmpty() ? QString() : QFileInfo(text).absoluteFilePath();
}

void PathEdit::setPath(const QString &path)
{
    m_edit->setText(QDir::toNativeSeparators(path));
}

void PathEdit::setKind(Kind kind, const QString &name, const QString &filter)
{
    m_kind = kind;
    m_name = name;
    m_filter = filter;
    m_edit->setAccessibleName(name);
    m_browse->setAccessibleName(tr("Browse: %1").arg(name));
    m_browseFolder->setAccessibleName(tr("Browse for a folder: %1").arg(name));
    m_browseFolder->setVisible(kind == Kind::FileOrFolder);
}

void PathEdit::browse(Kind kind)
{
    auto *dialog = new QFileDialog(this, m_name, path(), m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // the page asks about a file that is there already, whether it was typed or chosen
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    if (kind == Kind::Folder)
        dialog->setFileMode(QFileDialog::Directory);
    else if (kind == Kind::OpenFile)
        dialog->setFileMode(QFileDialog::ExistingFile);
    else
        dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        setPath(file);
        Q_EMIT finished();
    });
    dialog->open();
}

} // namespace bootwright
