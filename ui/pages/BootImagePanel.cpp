// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImagePanel.h"

#include "core/share/Share.h"
#include "core/site/ContentCache.h"
#include "ui/Answers.h"
#include "ui/Look.h"
#include "ui/bootImageText.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QHideEvent>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int Full = 1000; // steps of the bar
constexpr int BarHeight = 10;

//! The image of \a draft comes from a site, and is kept on this computer then.
bool isOfSite(const MediaDraft &draft)
{
    return draft.bootImage.file.isEmpty() && draft.site.source == SiteSource::AdminService;
}

bool isFar(const MediaDraft &draft)
{
    return isOfSite(draft) || needsShareClient(draft.bootImage.file);
}

QString placeOf(const MediaDraft &draft)
{
    return draft.site.server + u' ' + draft.bootImage.packageId + u' ' + draft.bootImage.file;
}

} // namespace

BootImagePanel::BootImagePanel(QWidget *parent)
    : QWidget(parent)
    , m_state(new Note(Note::Kind::Info))
    , m_bar(new QProgressBar)
    , m_fetch(makeButton(tr("Fetch &it now")))
    , m_facts(new FactTable)
    , m_firmware(new NoteList)
{
    m_bar->setRange(0, Full);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(BarHeight);
    m_bar->setAccessibleName(tr("How much of the boot image is here"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    for (auto *part : {static_cast<QWidget *>(m_state),
                       static_cast<QWidget *>(m_bar),
                       static_cast<QWidget *>(m_fetch),
                       static_cast<QWidget *>(m_facts),
                       static_cast<QWidget *>(m_firmware)})
        column->addWidget(part);
    connect(m_fetch, &QPushButton::clicked, this, &BootImagePanel::fetchOrStop);
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
    if (isNamed && isFar(m_draft) && !m_fetched.contains(placeOf(m_draft)))
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
    m_bar->hide();
    m_fetch->setText(tr("Fetch &it now"));
    m_fetch->show();
    m_state->setKind(Note::Kind::Info);
    if (!isOfSite(m_draft))
        return m_state->setText(
            tr("What is in the image shows once it was copied from its share. "
               "It is copied for the summary at the latest, and once for all."));
    auto text = tr("What is in the image shows once it is on this computer.");
    if (m_imageBytes > 0)
        text += u' '
                + tr("The site says that it has %1.")
                      .arg(locale().formattedDataSize(qint64(m_imageBytes)));
    text += u' ' + tr("It is fetched for the summary at the latest, and kept for the next media.");
    m_state->setText(text);
    m_inquiry.ask(
        [cache = contentCache(m_access)](Control &) {
            return std::pair(cache.usedBytes(), cache.limit());
        },
        [this, text](const std::pair<quint64, quint64> &bytes) {
            m_state->setText(text + u' '
                             + tr("Fetched content takes %1 of at most %2.")
                                   .arg(locale().formattedDataSize(qint64(bytes.first)),
                                        locale().formattedDataSize(qint64(bytes.second))));
        });
}

void BootImagePanel::fetchOrStop()
{
    if (!m_bar->isHidden()) {
        m_inquiry.drop();
        return offerToFetch();
    }
    open();
    m_bar->setValue(0);
    m_bar->show();
    m_fetch->setText(tr("Stop fetch&ing it"));
    m_fetch->show();
}

void BootImagePanel::open()
{
    clear();
    m_bar->hide();
    m_fetch->hide();
    m_state->setKind(Note::Kind::Info);
    m_state->setText(tr("Looking into the boot image…"));
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
        [this](const Progress &progress) { watch(progress); });
}

void BootImagePanel::watch(const Progress &progress)
{
    m_state->setText(progress.stage + u'…');
    if (progress.total > 0)
        m_bar->setValue(int(double(progress.done) / double(progress.total) * Full));
}

void BootImagePanel::show(const Result<BootImageFacts> &facts)
{
    m_bar->hide();
    m_fetch->setText(tr("Fetch &it now")); // again
    m_fetch->setVisible(!facts && isFar(m_draft));
    m_state->setKind(Note::Kind::Problem);
    m_state->setText(facts ? QString() : facts.error().message);
    if (!facts)
        return;
    if (isFar(m_draft))
        m_fetched.append(placeOf(m_draft));
    m_facts->show();
    for (const auto &[name, value] : bootImageText(*facts, locale()))
        m_facts->add(name, value);
    for (const auto &[starts, sentence] : firmwareText(*facts, m_draft.bootImage.loaderSigner))
        m_firmware->add(starts ? Note::Kind::Good : Note::Kind::Warning, sentence);
}

//! Nobody waits any more. What has come is kept, and gone on with.
void BootImagePanel::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous() && !m_bar->isHidden()) {
        m_inquiry.drop();
        offerToFetch();
    }
    QWidget::hideEvent(event);
}

} // namespace bootwright
