// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/CustomizationPage.h"

#include "ui/pages/VariableTable.h"
#include "ui/widgets/FilesEdit.h"

#include <QLineEdit>

namespace bootwright {

CustomizationPage::CustomizationPage(Answers &answers)
    : WizardPage(answers,
                 tr("Customization"),
                 tr("Variables for the task sequence, a command before it, and files of your own."))
    , m_variables(new VariableTable)
    , m_command(new QLineEdit)
    , m_commandFiles(new FilesEdit(tr("Files for the prestart command"), FilesEdit::Packages::Yes))
    , m_extraFiles(new FilesEdit(tr("Extra files"), FilesEdit::Packages::No))
{
    addHeading(tr("Variables"));
    addHint(tr("For the task sequence: the name of the technician, say, or the place of the "
               "computer. A hidden value is "
               "never shown, and not saved in recipes."));
    addWide(m_variables, QStringLiteral("variables"));
    addHeading(tr("Prestart command"));
    addField(tr("Command &line:"),
             m_command,
             QStringLiteral("prestart"),
             tr("Runs in Windows PE before the site is asked, for example to ask the technician "
                "something: cmd /c ask.cmd"));
    addField(
        tr("&Files for it:"),
        m_commandFiles,
        QStringLiteral("prestart.files"),
        tr("What the command needs beside Windows PE. They lie in the folder in which it runs."));
    addHeading(tr("Extra files"));
    addField(tr("&Copied from:"),
             m_extraFiles,
             QStringLiteral("extraFiles"),
             tr("Go into the root of the media; nothing there uses them by itself."));
    connect(
        m_commandFiles, &FilesEdit::packageChosen, this, [this] { answerEdited(m_commandFiles); });
    connect(m_variables, &VariableTable::changed, this, [this] { answerEdited(m_variables); });
}

void CustomizationPage::load(const Answers &answers)
{
    const auto &draft = answers.draft;
    m_variables->load(draft.variables, answers.secrets);
    m_command->setText(draft.prestart.command);
    m_commandFiles->load(draft.prestart.files, answers.site.packages);
    m_extraFiles->load(draft.extraFiles, {});
}

std::vector<Problem> CustomizationPage::save(Answers &answers)
{
    auto &draft = answers.draft;
    m_variables->save(draft.variables, answers.secrets);
    draft.prestart.command = m_command->text();
    draft.prestart.files = m_commandFiles->files();
    draft.extraFiles = m_extraFiles->files();
    std::vector<Problem> problems;
    if (m_commandFiles->isPackageMissing())
        problems.push_back({QStringLiteral("prestart.files"),
                            tr("No package is chosen. Choose one, or no files.")});
    if (const auto name = m_variables->typedName(); !name.isEmpty())
        problems.push_back(
            {QStringLiteral("variables"),
             tr("The variable \"%1\" is typed, but not in the list. Add it, or empty the field.")
                 .arg(name)});
    return problems;
}

} // namespace bootwright
