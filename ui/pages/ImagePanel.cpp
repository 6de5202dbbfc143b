// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ImagePanel.h"

#include "ui/Look.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"

#include <QVBoxLayout>

namespace bootwright {

namespace {

//! On the worker's thread.
Result<ImageFacts>
read(const QString &path, const SiteAccess &access, ShareCopies *copies, Control &control)
{
    const auto near = reachPath(path, access, control, copies);
    if (!near)
        return near.error();
    auto facts = readImageFacts(near->path, control);
    return facts ? std::move(facts) : near->told(facts.error());
}

} // namespace

ImagePanel::ImagePanel(const QDateTime &now)
    : m_now(now)
    , m_kind(new Note(Note::Kind::Info))
    , m_table(new FactTable)
    , m_warnings(new NoteList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    column->addWidget(m_kind);
    column->addWidget(m_table);
    column->addWidget(m_warnings);
    hide();
}

void ImagePanel::look(const QString &path,
                      const SiteAccess &access,
                      const std::shared_ptr<ShareCopies> &copies)
{
    if (path == m_path)
        return;
    m_path = path;
    m_facts.reset();
    m_problem.clear();
    m_inquiry.drop();
    show();
    if (path.isEmpty())
        return;
    const auto how = std::make_shared<const SiteAccess>(access.clone());
    m_inquiry.ask(
        [path, how, copies](Control &control) { return read(path, *how, copies.get(), control); },
        [this](Result<ImageFacts> facts) {
            if (facts)
                m_facts = std::move(*facts);
            else
                m_problem = facts.error().message;
            show();
            Q_EMIT looked();
        });
}

void ImagePanel::show()
{
    m_table->clear();
    m_warnings->clear();
    setVisible(!m_path.isEmpty() && m_problem.isEmpty()); // a problem stands under the field
    m_kind->setKind(Note::Kind::Info);
    m_kind->setText(tr("Looking into the media…"));
    if (!m_facts)
        return;
    const bool isOurs = m_facts->report.kind == MediaKind::ConfigMgr;
    m_kind->setKind(isOurs ? Note::Kind::Good : Note::Kind::Warning);
    m_kind->setText(imageKindText(*m_facts));
    for (const auto &[name, value] : imageText(*m_facts, m_now, locale()))
        m_table->add(name, value);
    m_warnings->add(Note::Kind::Warning, imageWarnings(*m_facts, m_now));
}

} // namespace bootwright
