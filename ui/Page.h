// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAbstractButton;
class QScrollArea;
class QVBoxLayout;

namespace bootwright {

//! What all pages look like: a column of rows under a title, no wider than can be read, that scrolls when
//! the window is low. The window shows title and sentence above it.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(const QString &title, const QString &sentence);

    const QString &title() const { return m_title; }
    //! What the page decides.
    const QString &sentence() const { return m_sentence; }
    void setHeading(const QString &title, const QString &sentence);

    //! Where the keys go when the page is shown; null: nowhere.
    virtual QWidget *firstField() const;
    void scrollTo(QWidget *widget);
    void scrollToTop();

    //! Adds \a row under the last one, \a space pixels below it.
    void addRow(QWidget *row, int space);
    //! Rows until endGroup() stand in one widget, \a indent pixels to the right. Groups may be in groups.
    QWidget *beginGroup(int indent = 0);
    //! A group that belongs to \a owner, a check box or radio button, and is there while it is on.
    void beginDetails(QAbstractButton *owner);
    void endGroup();

Q_SIGNALS:
    void headingChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void limitWidth();

    QString m_title;
    QString m_sentence;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QVBoxLayout *m_column;
    QVBoxLayout *m_rows;          //!< where the next row goes
    QList<QVBoxLayout *> m_outer; //!< around it
};

} // namespace bootwright
