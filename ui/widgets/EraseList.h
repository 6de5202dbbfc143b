// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/StickTarget.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace bootwright {

class Note;
class NoteList;
class StickChoice;

//! The drives that will be erased, each with all that tells it from others and with what is on it. For one
//! that had to be unlocked its size is typed once more. Follows the drives there are.
class EraseList final : public QWidget
{
    Q_OBJECT

public:
    explicit EraseList(StickChoice &choice);

    //! What is still to be typed, as a sentence; else empty.
    QString problem() const;

Q_SIGNALS:
    //! Other drives, or something was typed.
    void changed();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Confirmation
    {
        QString word;
        QLineEdit *typed;
    };

    void update();
    void addDrive(const StickTarget &target);
    void addConfirmation(const StickTarget &target);
    const Confirmation *firstMissing() const;

    StickChoice &m_choice;
    std::vector<StickTarget> m_shown;
    std::vector<Confirmation> m_confirmations;
    Note *m_warning;
    NoteList *m_losses;
    QWidget *m_drives = nullptr;
};

} // namespace bootwright
