// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

#include <QWidget>

class QComboBox;

namespace bootwright {

class PathEdit;
class SearchList;

//! Where files come from: nowhere, a folder, a zip or, if packages are offered, a package of the site.
class FilesEdit final : public QWidget
{
    Q_OBJECT

public:
    enum class Packages { No, Yes };

    FilesEdit(const QString &name, Packages packages, QWidget *parent = nullptr);

    void load(const FilesDraft &files, const QList<SitePackage> &packages);
    FilesDraft files() const;
    //! They are to come from a package, but none is chosen.
    bool isPackageMissing() const;

Q_SIGNALS:
    void packageChosen();

private:
    void showSource();

    QString m_name;
    QComboBox *m_source;
    PathEdit *m_path;
    SearchList *m_package;
};

} // namespace bootwright
