// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BuildReport.h"

#include <QWizardPage>

class QLabel;
class QPushButton;

namespace bootwright {

//! The end: made, failed or cancelled, each with its own face.
class DonePage final : public QWizardPage
{
    Q_OBJECT

public:
    DonePage();

    void show(const BuildOutcome &outcome);

private:
    void showReport(const BuildReport &report);
    void showError(const Error &error);
    void showCancelled();

    QLabel *m_text;
    QLabel *m_detail;
    QPushButton *m_openFolder;
    QPushButton *m_openLog;
    QString m_output;
};

} // namespace bootwright
