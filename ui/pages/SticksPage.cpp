// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SticksPage.h"

#include "ui/StickChoice.h"
#include "ui/widgets/StickList.h"

namespace bootwright {

SticksPage::SticksPage(Answers &answers, StickChoice &choice)
    : WizardPage(answers,
                 tr("Sticks"),
                 tr("Which drives are erased and written. Plug sticks in at any time."))
    , m_choice(choice)
    , m_list(new StickList(choice))
{
    addWide(m_list, QStringLiteral("sticks"));
    connect(&choice, &StickChoice::changed, this, [this] {
        if (isVisible())
            answerEdited(m_list);
    });
}

void SticksPage::load(const Answers &answers)
{
    Q_UNUSED(answers)
    m_choice.look();
}

std::vector<Problem> SticksPage::save(Answers &answers)
{
    Q_UNUSED(answers)
    if (m_choice.whyNone().isEmpty())
        return {};
    return {{QStringLiteral("sticks"), m_choice.whyNone()}};
}

} // namespace bootwright
