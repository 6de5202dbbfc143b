// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImagePanel.h"

#include "core/site/ContentCache.h"
#include "ui/Answers.h"
#include "ui/Look.h"
#include "ui/bootImagePlace.h"
#include "ui/bootImageText.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/FetchBar.h"
#include "ui/widgets/NoteList.h"

#include <QHideEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace bootwright {

BootImagePanel::BootImagePanel(QWidget *parent)
    : QWidget(parent)
    , m_fetch(new FetchBar(tr("How much of the boot image is here")))
    , m_facts(new FactTable)
    , m_firmware(new NoteList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    column->addWidget(m_fetch);
    column->addWidget(m_facts);
    column->addWidget(m_firmware);
    connect(m_fetch, &FetchBar::pressed, this, &BootImagePanel::fetchOrStop);
    hide();
}

void BootImagePanel::look(const Answers &answers)
{
    m_draft = answers.draft;
    m_access = answers.access.clone();
    m_copies = answers.copies;
    const auto &wanted = m_draft.bootImage;
    const auto *known = answers.site.bootImage(wanted.packageId);
    m_imageBytes = known ? known->sizeBytes : 0;
    const bool isNamed = !wanted.file.isEmpty() || !wanted.packageId.isEmpty();
    setVisible(isNamed);
    m_inquiry.drop();
    if (isNamed && isFarBootImage(m_draft) && !m_fetched.contains(bootImagePlace(m_draft)))
        offerToFetch();
    else if (isNamed)
        open();
}

void BootImagePanel::clear()
{
    m_facts->clear();
    m_facts->hide();
    m_firmware->clear();
}

void BootImagePanel::offerToFetch()
{
    clear();
    const auto text = fetchOfferText(m_draft, m_imageBytes, locale());
    m_fetch->offer(text);
    if (!isOfSite(m_draft))
        return;
    m_inquiry.ask(
        [cache = contentCache(m_access)](Control &) {
            return std::pair(cache.usedBytes(), cache.limit());
        },
        [this, text](const std::pair<quint64, quint64> &bytes) {
            m_fetch->setSentence(text + u' '
                                 + tr("Fetched content takes %1 of at most %2.")
                                       .arg(locale().formattedDataSize(qint64(bytes.first)),
                                            locale().formattedDataSize(qint64(bytes.second))));
        });
}

void BootImagePanel::fetchOrStop()
{
    if (m_fetch->isFetching()) {
        m_inquiry.drop();
        return offerToFetch();
    }
    open();
    m_fetch->begin();
}

void BootImagePanel::open()
{
    clear();
    m_fetch->wait(tr("Looking into the boot image…"));
    auto access =
        std::make_shared<const SiteAccess>(m_access.clone()); // a question has to be copied
    m_inquiry.ask(
        [draft = m_draft, access, copies = m_copies](Control &control) {
            return readBootImageFacts(draft, access->clone(), control, copies.get());
        },
        [this](const Result<BootImageFacts> &facts) {
            show(facts);
            Q_EMIT looked();
        },
        [this](const Progress &progress) { m_fetch->show(progress); });
}

void BootImagePanel::show(const Result<BootImageFacts> &facts)
{
    if (!facts)
        return m_fetch->fail(facts.error().message, isFarBootImage(m_draft));
    m_fetch->end();
    if (isFarBootImage(m_draft))
        m_fetched.append(bootImagePlace(m_draft));
    m_facts->show();
    for (const auto &[name, value] : bootImageText(*facts, locale()))
        m_facts->add(name, value);
    for (const auto &[starts, sentence] : firmwareText(*facts, m_draft.bootImage.loaderSigner))
        m_firmware->add(starts ? Note::Kind::Good : Note::Kind::Warning, sentence);
}

//! Nobody waits any more. What has come is kept, and gone on with.
void BootImagePanel::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous() && m_fetch->isFetching()) {
        m_inquiry.drop();
        offerToFetch();
    }
    QWidget::hideEvent(event);
}

} // namespace bootwright
