// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Answers.h"

namespace bootwright {

Plan planOf(const Answers &answers)
{
    return answers.task == Task::CreateMedia
               ? planMedia(answers.draft, answers.secrets, answers.site, answers.chance.now())
               : Plan();
}

} // namespace bootwright
