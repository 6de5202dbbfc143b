// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QLineEdit;

namespace bootwright {

class FilesEdit;
class VariableTable;

//! What is the user's own on the media: variables, a prestart command, files.
class CustomizationPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit CustomizationPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    VariableTable *m_variables;
    QLineEdit *m_command;
    FilesEdit *m_commandFiles;
    FilesEdit *m_extraFiles;
};

} // namespace bootwright
