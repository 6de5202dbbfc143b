// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BuildReport.h"
#include "ui/Answers.h"

#include <QWizard>

#include <memory>
#include <optional>

namespace bootwright {

class BuildSession;
class DonePage;
class ProgressPage;
class SummaryPage;
class WizardPage;

//! What a wizard begins with.
struct WizardContext
{
    Chance chance;
    MediaDraft start;
    std::optional<MediaDraft> lastAnswers; //!< offered on the first page
};

//! The pages from the first answer to the finished media. Owns answers and build; the order of the pages
//! is nextId()'s. After the commit nothing can be changed, only cancelled.
class MediaWizard final : public QWizard
{
    Q_OBJECT

public:
    enum Page {
        Start,
        MediaType,
        MediaManagement,
        Media,
        Security,
        BootImage,
        Customization,
        Summary,
        InProgress,
        Done
    };

    explicit MediaWizard(const WizardContext &context, QWidget *parent = nullptr);
    ~MediaWizard() override;

    int nextId() const override;
    void reject() override;
    //! The answers so far, without any secret.
    const MediaDraft &draft() const { return m_answers.draft; }

private:
    void addPages(const WizardContext &context);
    void showPage(int id);
    void goTo(const QString &path);
    void build();
    void finish(const BuildOutcome &outcome);
    void askToCancel();

    Answers m_answers;
    SummaryPage *m_summary = nullptr;
    ProgressPage *m_progress = nullptr;
    DonePage *m_done = nullptr;
    std::unique_ptr<BuildSession> m_session; //!< while the media are made
    bool m_isStopping = false;
};

} // namespace bootwright
