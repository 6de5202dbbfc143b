// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace bootwright {

//! One of many things, of which each has a name and a line of facts. A field to search in stands above as soon
//! as not all of them are in view: every word that is typed has to be in the name or the facts.
class SearchList final : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString id;
        QString name;
        QStringList facts = {};
        QString warning = {}; //!< what to know before it is chosen
    };

    //! \a name is for screen readers.
    explicit SearchList(const QString &name, QWidget *parent = nullptr);

    void setRows(const QList<Row> &rows);
    //! The ID of the row that is chosen; empty if none is.
    QString current() const;
    //! Chooses the row \a id, and shows it.
    void setCurrent(const QString &id);
    int count() const;
    QListView *list() const { return m_list; }

Q_SIGNALS:
    void changed(); //!< another row was chosen

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &words);
    void fit();

    QLineEdit *m_search;
    QListView *m_list;
    QStandardItemModel *m_rows;
    QSortFilterProxyModel *m_found;
    bool m_isFilling = false;
    QString m_current; //!< also while the search hides its row
};

//! \a box takes any text, and offers those of its items that hold what is typed.
void makeSearchable(QComboBox *box);

} // namespace bootwright
