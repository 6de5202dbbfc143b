// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace bootwright {

class HelpWindow;
class Note;
class Page;
class StepList;

//! The frame around the pages: the steps at the side, title and sentence of the page that is shown, a row
//! of buttons. It knows nothing of answers: what a button means, the wizard decides.
class WizardWindow : public QDialog
{
    Q_OBJECT

public:
    explicit WizardWindow(QWidget *parent = nullptr);

    int currentId() const;
    Page *currentPage() const;
    Page *page(int id) const;
    int pageCount() const;

Q_SIGNALS:
    void nextAsked();
    void backAsked();
    void fileDropped(const QString &path);

protected:
    //! What can be done on a page.
    enum class Buttons {
        Answer, //!< go on or back
        Commit, //!< the last step before the work: the verb, which no key presses by accident
        Work,   //!< cancel
        Close,
    };

    void addPage(Page *page, const QString &help);
    void showPage(int id, Buttons buttons, bool canGoBack);
    void setVerb(const QString &verb);
    void setCancelEnabled(bool isEnabled);
    //! Above the steps: what is done, and with what.
    void setSubject(const QString &task, const QString &subject);
    //! The pages that lead to where the user wants to go, in their order; the others are not there.
    void setRow(const std::vector<int> &row);
    //! Something that happened and has no place on the page; gone with the page.
    void setNotice(const QString &notice);
    StepList &steps() const { return *m_steps; }

    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeSide();
    QWidget *makeTop();
    QWidget *makeButtons();
    void showHeading();
    void showHelp();
    void fitSide();

    QWidget *m_side;
    QLabel *m_task;
    QLabel *m_subject;
    StepList *m_steps;
    QLabel *m_count; //!< "Step 3 of 10", while there is no room for the steps
    QLabel *m_title;
    QLabel *m_sentence;
    Note *m_notice;
    QStackedWidget *m_pages;
    QPushButton *m_help;
    QPushButton *m_cancel;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_commit;
    QPushButton *m_close;
    HelpWindow *m_helpWindow;
    QStringList m_helpTexts;
    std::vector<int> m_row;
};

} // namespace bootwright
