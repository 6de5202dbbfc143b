// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReferencePanel.h"

#include "core/builder/MediaReportText.h"

#include <QFileInfo>

namespace bootwright {

ReferencePanel::ReferencePanel(QWidget *parent)
    : Note(Kind::Info, {}, parent)
{}

namespace {

//! On the worker's thread.
Result<MediaReport> inspect(const QString &path,
                            const Secret &password,
                            const SiteAccess &access,
                            ShareCopies *copies,
                            Control &control)
{
    const auto near = reachPath(path, access, control, copies);
    if (!near)
        return near.error();
    auto report = inspectMedia(near->path, password);
    return report ? std::move(report) : near->told(report.error());
}

} // namespace

void ReferencePanel::look(const QString &path,
                          const Secret &password,
                          const SiteAccess &access,
                          const std::shared_ptr<ShareCopies> &copies)
{
    if (path == m_path && password == m_password)
        return;
    m_path = path;
    m_password = password.clone();
    m_inquiry.drop();
    setText({});
    if (!needsShareClient(path) && !QFileInfo::exists(path)) // planMedia() says so, if one is named
        return;
    setKind(Kind::Info);
    setText(tr("Looking into the reference media…"));
    const auto shared = std::make_shared<const Secret>(password.clone());
    const auto signIn = std::make_shared<const SiteAccess>(access.clone());
    m_inquiry.ask(
        [path, shared, signIn, copies](Control &control) {
            return inspect(path, *shared, *signIn, copies.get(), control);
        },
        [this](const Result<MediaReport> &report) {
            tell(report);
            Q_EMIT looked();
        });
}

void ReferencePanel::tell(const Result<MediaReport> &report)
{
    setKind(Kind::Problem);
    if (!report)
        return setText(report.error().message);
    if (report->kind != MediaKind::ConfigMgr)
        return setText(tr("These cannot be followed: they are %1.").arg(describeKind(*report)));
    if (report->variablesState == MediaReport::Variables::Locked)
        return setText(tr("These media are protected. Type their password."));
    if (report->variablesState != MediaReport::Variables::Open)
        return setText(tr("These cannot be followed: their variables are missing or damaged."));
    const auto *code = report->variables.find(u"_SMSTSSiteCode");
    setKind(Kind::Good);
    setText(tr("%n variable(s) of the site %1 can be read and will be followed.",
               nullptr,
               int(report->variables.all().size()))
                .arg(code ? oneLine(code->value.text()) : tr("without a code")));
}

} // namespace bootwright
