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
    addWide(m_variables, QStringLiteral("variables"));
    addField(tr("&Prestart command:"),
             m_command,
             QStringLiteral("prestart"),
             tr("Runs before the site is asked, for example: cmd /c ask.cmd"));
    addField(tr("&Files for it:"), m_commandFiles, QStringLiteral("prestart.files"));
    addField(tr("E&xtra files:"),
             m_extraFiles,
             QStringLiteral("extraFiles"),
             tr("Go into the root of the media."));
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
    const auto name = m_variables->typedName();
    if (name.isEmpty())
        return {};
    return {{QStringLiteral("variables"),
             tr("The variable \"%1\" is typed, but not in the list. Add it, or empty the field.")
                 .arg(name)}};
}

} // namespace bootwright
