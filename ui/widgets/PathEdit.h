// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QWidget>

namespace bootwright {

//! A path to type or to choose from the system's dialog. What it gives is absolute, with '/'.
class PathEdit final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { OpenFile, SaveFile, Folder, FileOrFolder };

    //! \a name says what is chosen, for the dialog and for screen readers; \a filter is one of QFileDialog.
    PathEdit(Kind kind, const QString &name, const QString &filter = {}, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    void setKind(Kind kind, const QString &name, const QString &filter = {});
    QLineEdit *lineEdit() const { return m_edit; }

Q_SIGNALS:
    void changed();  //!< with every letter
    void finished(); //!< typed to the end, or chosen

private:
    void browse(Kind kind);

    Kind m_kind;
    QString m_name;
    QString m_filter;
    QLineEdit *m_edit;
    QWidget *m_browse;
    QWidget *m_browseFolder; //!< a dialog of files takes no folder
};

} // namespace bootwright
