// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/KitPanel.h"

#include "core/builder/ShareInputs.h"
#include "ui/Look.h"
#include "ui/kitText.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"

#include <QVBoxLayout>

namespace bootwright {

KitPanel::KitPanel(const QDateTime &now)
    : m_now(now)
    , m_kind(new Note(Note::Kind::Info))
    , m_table(new FactTable)
    , m_notes(new NoteList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    column->addWidget(m_kind);
    column->addWidget(m_table);
    column->addWidget(m_notes);
    hide();
}

void KitPanel::open(const QString &path,
                    const SiteAccess &access,
                    const std::shared_ptr<ShareCopies> &copies)
{
    if (path == m_path)
        return;
    m_path = path;
    m_kit.reset();
    m_problem.clear();
    m_opening.drop();
    dropPlan();
    show();
    if (path.isEmpty())
        return;
    const auto how = std::make_shared<const SiteAccess>(access.clone());
    m_opening.ask(
        [path, how, copies](Control &control) -> Result<OpenedKit> {
            const auto near = reachPath(path, *how, control, copies.get());
            return near ? openKit(*near, control) : near.error();
        },
        [this](Result<OpenedKit> kit) {
            if (kit)
                m_kit = std::make_shared<const OpenedKit>(std::move(*kit));
            else
                m_problem = kit.error().message;
            show();
            Q_EMIT opened();
        },
        [this](const Progress &progress) {
            if (progress.total > 0)
                m_kind->setText(
                    tr("Opening the kit… %1 %")
                        .arg(int(double(progress.done) / double(progress.total) * 100)));
        });
}

void KitPanel::plan(const Answers &answers, const QStringList &warnings)
{
    if (m_asked && *m_asked == answers.kitSecrets && m_warnings == warnings)
        return;
    m_warnings = warnings;
    m_asked = answers.kitSecrets.clone();
    m_plan.reset();
    show();
    const auto job = std::make_shared<const BuildJob>(answers); // a question has to be copied
    m_planning.ask([job](Control &control) { return job->plan(control); },
                   [this](Result<BuildPlan> plan) {
                       m_plan = std::move(plan);
                       show();
                       Q_EMIT planned();
                   });
}

void KitPanel::dropPlan()
{
    m_planning.drop();
    m_asked.reset();
    m_plan.reset();
    m_warnings.clear();
    show();
}

QList<std::pair<QString, QString>> KitPanel::rows() const
{
    if (!m_kit)
        return {};
    const auto *plan = m_plan && *m_plan ? &**m_plan : nullptr;
    return kitText(*m_kit, plan, m_now, locale());
}

QStringList KitPanel::warnings() const
{
    auto all = m_warnings;
    if (m_plan && *m_plan)
        all += (*m_plan)->warnings;
    all.removeDuplicates();
    return all;
}

void KitPanel::show()
{
    m_table->clear();
    m_notes->clear();
    setVisible(!m_path.isEmpty() && m_problem.isEmpty()); // a problem stands under the field
    m_kind->setKind(m_kit ? Note::Kind::Good : Note::Kind::Info);
    m_kind->setText(m_kit ? kitKindText(*m_kit) : tr("Opening the kit…"));
    for (const auto &[name, value] : rows())
        m_table->add(name, value);
    m_notes->add(Note::Kind::Warning, warnings());
}

} // namespace bootwright
