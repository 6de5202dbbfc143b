// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include <vector>

namespace bootwright {

//! The steps of the wizard at its side, each with a mark and its title. A step that was visited can be
//! chosen by click, Enter or Space.
class StepList final : public QListWidget
{
    Q_OBJECT

public:
    enum class State {
        Todo, //!< not visited
        Done,
        Problem, //!< visited, and an answer is wrong
    };

    explicit StepList(QWidget *parent = nullptr);

    void addStep(const QString &title);
    //! Only \a steps are there for now.
    void showSteps(const std::vector<int> &steps);
    void setState(int step, State state, bool isReachable);
    void setCurrentStep(int step);
    int currentStep() const { return m_currentStep; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void stepChosen(int step);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe(int step);
    void takeColours();

    int m_currentStep = 0;
};

} // namespace bootwright
