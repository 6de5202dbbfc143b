// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImageDetailsPanel.h"

#include "core/base/Log.h"
#include "core/builder/TrainingSite.h"
#include "ui/Answers.h"
#include "ui/Look.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/Note.h"

#include <QVBoxLayout>

namespace bootwright {

namespace {

//! On the worker's thread.
Result<BootImageDetails>
askSite(const SiteDraft &draft, SiteAccess access, const QString &packageId, Control &control)
{
    const auto site = openSiteFor(draft, std::move(access));
    if (!site)
        return site.error();
    return (*site)->bootImageDetails(packageId, control);
}

} // namespace

BootImageDetailsPanel::BootImageDetailsPanel(QWidget *parent)
    : QWidget(parent)
    , m_state(new Note(Note::Kind::Info))
    , m_facts(new FactTable)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_state);
    column->addWidget(m_facts);
    hide();
}

void BootImageDetailsPanel::look(const Answers &answers)
{
    const auto &site = answers.draft.site;
    const auto &image = answers.draft.bootImage;
    const bool isOfSite = site.source == SiteSource::AdminService && image.file.isEmpty()
                          && answers.site.bootImage(image.packageId);
    const auto place = isOfSite ? site.server + u' ' + image.packageId : QString();
    if (place == m_place && isOfSite)
        return;
    m_place = place;
    m_inquiry.drop();
    setVisible(isOfSite);
    if (!isOfSite)
        return;
    if (m_known.contains(place))
        return show(m_known.value(place));
    m_facts->clear();
    m_facts->hide();
    m_state->setText(tr("Asking the site about this boot image…"));
    auto access = std::make_shared<const SiteAccess>(answers.access.clone()); // to be copied
    m_inquiry.ask(
        [site, access, id = image.packageId](Control &control) {
            return askSite(site, access->clone(), id, control);
        },
        [this, place](const Result<BootImageDetails> &details) {
            if (details) {
                m_known.insert(place, *details);
                show(*details);
            } else {
                logWarning(details.error().message);
                m_state->setText(
                    tr("The site does not tell more about it. %1").arg(details.error().message));
                m_place.clear(); // it is asked again when the page is shown again
            }
            Q_EMIT looked();
        });
}

void BootImageDetailsPanel::show(const BootImageDetails &details)
{
    m_facts->clear();
    const auto rows = describe(details);
    for (const auto &[name, value] : rows)
        m_facts->add(name, value);
    m_facts->setVisible(!rows.isEmpty());
    m_state->setText(rows.isEmpty() ? tr("The site tells nothing more about this boot image.")
                                    : tr("The site says about this boot image:"));
}

} // namespace bootwright
