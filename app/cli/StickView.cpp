// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StickView.h"

#include "app/cli/Interrupt.h"
#include "app/cli/Targets.h"
#include "core/base/Tr.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace bootwright {

namespace {

QJsonObject toJson(const StickState &state)
{
    QJsonObject facts{{QStringLiteral("device"), QDir::toNativeSeparators(state.drive.name)},
                      {QStringLiteral("vendor"), state.drive.vendor},
                      {QStringLiteral("model"), state.drive.model},
                      {QStringLiteral("serial"), state.drive.serial},
                      {QStringLiteral("size"), qint64(state.driveSize)},
                      {QStringLiteral("phase"), wordOf(state.phase)},
                      {QStringLiteral("done"), qint64(state.progress.done)},
                      {QStringLiteral("total"), qint64(state.progress.total)},
                      {QStringLiteral("silent"), state.isSilent}};
    if (state.phase != StickState::Phase::Ended)
        return facts;
    facts[QStringLiteral("outcome")] = wordOf(state.outcome);
    facts[QStringLiteral("message")] = sentenceOf(state);
    facts[QStringLiteral("seconds")] = double(state.duration.count()) / 1000;
    if (state.outcome == StickState::Outcome::Failed)
        facts[QStringLiteral("kind")] = kindName(state.error.kind);
    return facts;
}

QString nameOf(const StickState &state)
{
    auto name = QDir::toNativeSeparators(state.drive.name);
    const auto model =
        QStringLiteral("%1 %2").arg(state.drive.vendor, state.drive.model).simplified();
    if (!model.isEmpty())
        name += QStringLiteral(" (%1)").arg(model);
    return name;
}

QString lineFor(const StickState &state)
{
    return QStringLiteral("%1: %2").arg(nameOf(state), sentenceOf(state));
}

bool isBad(const StickState &state)
{
    return state.outcome != StickState::Outcome::Done;
}

} // namespace

void StickView::observe(size_t number, const StickState &state)
{
    const auto known = m_states.find(number);
    const auto isNews = known == m_states.end() || known->second.phase != state.phase
                        || known->second.isSilent != state.isSilent;
    m_states[number] = state;
    m_report.event(QStringLiteral("device"), toJson(state));
    if (state.isSilent && isNews)
        m_report.warning(Tr::tr("%1: nothing has moved for a while (%2).")
                             .arg(nameOf(state), textOf(state.phase)));
    if (isNews || !m_sinceShown.isValid() || m_sinceShown.elapsed() >= 50)
        showAll();
}

void StickView::showAll()
{
    m_sinceShown.start();
    Progress all;
    auto slowest = StickState::Phase::Ended;
    for (const auto &[number, state] : m_states) {
        const auto hasEnded = state.phase == StickState::Phase::Ended;
        all.total += state.progress.total;
        all.done += hasEnded ? state.progress.total : state.progress.done;
        slowest = std::min(slowest, state.phase);
    }
    all.stage = textOf(slowest);
    m_report.show(all);
}

ExitStatus StickView::conclude(const StickReport &result, const QString &note)
{
    QJsonArray sticks;
    bool isGood = true;
    for (const auto &state : result.sticks) {
        sticks.append(toJson(state));
        isGood = isGood && !isBad(state);
        if (!isBad(state))
            m_report.line(lineFor(state));
    }
    if (!note.isEmpty())
        m_report.line(note);
    const QJsonObject facts{{QStringLiteral("sticks"), sticks}};
    m_report.result(facts);
    return isGood ? m_report.done(facts) : concludeBad(result.sticks, facts);
}

ExitStatus StickView::concludeBad(const std::vector<StickState> &sticks, const QJsonObject &facts)
{
    const auto first = [&](StickState::Outcome outcome) {
        const auto found = std::find_if(sticks.begin(), sticks.end(), [&](const auto &state) {
            return state.outcome == outcome;
        });
        return found == sticks.end() ? nullptr : &*found;
    };
    auto summary = sentenceOf(sticks.front()); // which says it all when there is only one
    if (sticks.size() > 1) {
        for (const auto &state : sticks) {
            if (isBad(state))
                m_report.warning(lineFor(state));
        }
        summary = Tr::tr("Cannot make %1 of %2 sticks. The lines above say why of each.")
                      .arg(std::count_if(sticks.begin(), sticks.end(), isBad))
                      .arg(sticks.size());
    }
    if (first(StickState::Outcome::Cancelled))
        return m_report.failed(cancelled());
    if (const auto *failed = first(StickState::Outcome::Failed))
        return m_report.failed({failed->error.kind, summary, failed->error.detail});
    return m_report.unverified(summary, facts);
}

ExitStatus makeSticks(StickSource source,
                      StickRunOptions runOptions,
                      const std::vector<StickTarget> &targets,
                      const std::shared_ptr<const QString> &note,
                      const Options &options,
                      Report &report)
{
    if (!options.reportFile.isEmpty()) {
        if (const auto good = checkReportPath(options.reportFile); !good)
            return report.wrongUse(good.error().message);
    }
    report.rest();
    if (const auto may = confirmErasing(targets, options); !may)
        return may.error().kind == Error::Kind::InvalidInput ? report.wrongUse(may.error().message)
                                                             : report.failed(may.error());
    report.stayAwake(Tr::tr("Writing sticks"));
    for (const auto &warning : source.warnings)
        report.warning(warning);
    runOptions.readBack = options.verify ? ReadBack::Yes : ReadBack::No;
    StickReport result{source.name, source.label, source.mediaGuid, {}, {}};
    StickView view(report);
    {
        StickRun run(std::move(source),
                     std::move(runOptions),
                     [&](size_t number, const StickState &state) { view.observe(number, state); });
        const std::stop_callback cancel(interruptToken(), [&] { run.cancel(); });
        for (const auto &target : targets)
            run.add(target);
        result.sticks = run.wait();
    }
    result.endedAt = QDateTime::currentDateTimeUtc();
    if (!options.reportFile.isEmpty()) {
        if (const auto saved = saveStickReport(result, options.reportFile); !saved)
            report.warning(saved.error().message);
    }
    return view.conclude(result, note ? *note : QString());
}

} // namespace bootwright
