// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickSession.h"
#include "core/builder/buildMedia.h"
#include "ui/Answers.h"

namespace bootwright {

//! The media that the answers describe, or the kit among them, to be planned or made on another thread. What is
//! answered later changes nothing about them.
class BuildJob
{
public:
    explicit BuildJob(const Answers &answers);

    //! Errors of reachInputs() and planBuild(); InvalidInput when the answers are no good any more.
    Result<BuildPlan> plan(Control &control) const;
    //! The same with buildMedia().
    Result<BuildReport> make(Control &control) const;
    //! The same with stickMedia(), for a run of sticks that keeps what it needs.
    Result<StickSession::Work> sticks(Control &control) const;

private:
    Error told(Error error) const;
    QStringList told(QStringList warnings) const;

    std::shared_ptr<const OpenedKit> m_kit; //!< its files stay as long as the job
    MediaDraft m_draft;
    MediaSecrets m_secrets;
    SiteFacts m_site;
    SiteAccess m_access;
    std::shared_ptr<ShareCopies> m_copies;
    Chance m_chance;
    bool m_replaceIso;
};

} // namespace bootwright
