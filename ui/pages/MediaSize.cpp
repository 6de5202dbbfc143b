// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaSize.h"

#include "ui/BuildJob.h"

#include <QLocale>

namespace bootwright {

namespace {

QString progressText(const Progress &progress)
{
    if (progress.total == 0)
        return progress.stage + u'…';
    return MediaSize::tr("%1… %2 %", "stage, percent")
        .arg(progress.stage)
        .arg(int(double(progress.done) / double(progress.total) * 100));
}

} // namespace

MediaSize::MediaSize(QWidget *parent)
    : Note(Kind::Info, {}, parent)
{}

void MediaSize::measure(const Answers &answers)
{
    setKind(Kind::Info);
    setText(tr("Looking how large the media will be…"));
    const auto job = std::make_shared<const BuildJob>(answers); // a question has to be copied
    m_inquiry.ask([job](Control &control) { return job->plan(control); },
                  [this, type = answers.draft.target.type](const Result<BuildPlan> &plan) {
                      show(plan, type);
                      Q_EMIT measured();
                  },
                  [this](const Progress &progress) { setText(progressText(progress)); });
}

void MediaSize::drop()
{
    m_inquiry.drop();
}

void MediaSize::clear()
{
    drop();
    setText({});
    m_plannedBytes = 0;
}

void MediaSize::show(const Result<BuildPlan> &plan, TargetType type)
{
    m_plannedBytes = plan ? 2 * plan->writtenSize : 0;
    setKind(plan ? Kind::Info : Kind::Problem);
    setText(plan ? textOf(*plan, type) : plan.error().message);
}

QString MediaSize::textOf(const BuildPlan &plan, TargetType type) const
{
    const auto files = int(plan.files.size());
    const auto size = [this](quint64 bytes) { return locale().formattedDataSize(qint64(bytes)); };
    return type == TargetType::Usb
               ? tr("Each stick gets about %1, in %n file(s).", nullptr, files)
                     .arg(size(plan.writtenSize))
               : tr("The image will have %1 (%2 bytes), in %n file(s).", nullptr, files)
                     .arg(size(plan.size), locale().toString(plan.size));
}

} // namespace bootwright
