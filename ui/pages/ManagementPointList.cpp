// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ManagementPointList.h"

#include "ui/Look.h"
#include "ui/managementPointText.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/SearchList.h"
#include "ui/widgets/texts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QListWidget>
#include <QPushButton>

namespace bootwright {

namespace {

constexpr int FewestLines = 3;
constexpr int MostLines = 8; // more scroll
constexpr int UrlRole = Qt::UserRole;

} // namespace

ManagementPointList::ManagementPointList(QWidget *parent)
    : QWidget(parent)
    , m_offer(new QComboBox)
    , m_list(new QListWidget)
{
    makeSearchable(m_offer);
    m_offer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_offer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_offer->setAccessibleName(tr("Management point to add"));
    m_list->setAccessibleName(tr("Management points"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    auto *add = makeButton(tr("&Add"), QStringLiteral("add"));
    auto *remove = makeButton(tr("&Remove"), QStringLiteral("remove"));
    auto *up = makeButton(tr("&Up"), QStringLiteral("up"));
    auto *down = makeButton(tr("Do&wn"), QStringLiteral("down"));
    auto *buttons = new FlowLayout;
    for (auto *button : {remove, up, down})
        buttons->addWidget(button);
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(grid::Small);
    rows->addWidget(m_offer, 0, 0);
    rows->addWidget(add, 0, 1);
    rows->addWidget(m_list, 1, 0, 1, 2);
    rows->addLayout(buttons, 2, 0, 1, 2);
    setFocusProxy(m_offer);
    connect(add, &QPushButton::clicked, this, &ManagementPointList::add);
    connect(remove, &QPushButton::clicked, this, &ManagementPointList::remove);
    connect(up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down, &QPushButton::clicked, this, [this] { move(1); });
    fit();
}

void ManagementPointList::load(const QStringList &urls, const SiteFacts &site, CertificateType type)
{
    m_site = site;
    m_type = type;
    m_offer->clear();
    for (const auto &point : site.managementPoints) {
        if (point.isHttps() == (type == CertificateType::Pki))
            m_offer->addItem(point.url);
    }
    m_list->clear();
    for (const auto &url : urls)
        insert(m_list->count(), url);
    fit();
}

QStringList ManagementPointList::urls() const
{
    QStringList urls;
    for (int row = 0; row < m_list->count(); ++row)
        urls.append(m_list->item(row)->data(UrlRole).toString());
    return urls;
}

void ManagementPointList::insert(int row, const QString &url)
{
    auto *item = new QListWidgetItem(managementPointText(url, m_site, m_type));
    item->setData(UrlRole, url);
    m_list->insertItem(row, item);
}

void ManagementPointList::add()
{
    const auto url = m_offer->currentText().trimmed();
    if (url.isEmpty())
        return;
    insert(m_list->count(), url);
    m_list->setCurrentRow(m_list->count() - 1);
    if (m_offer->currentIndex() + 1 < m_offer->count()) // the next one, for whoever adds several
        m_offer->setCurrentIndex(m_offer->currentIndex() + 1);
    fit();
    Q_EMIT changed();
}

void ManagementPointList::remove()
{
    delete m_list->takeItem(m_list->currentRow());
    fit();
    Q_EMIT changed();
}

void ManagementPointList::move(int step)
{
    const auto from = m_list->currentRow();
    const auto to = from + step;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_list->insertItem(to, m_list->takeItem(from));
    m_list->setCurrentRow(to);
    Q_EMIT changed();
}

//! As high as its lines.
void ManagementPointList::fit()
{
    const auto line = fontMetrics().height() + grid::Step + 2;
    m_list->setFixedHeight(qBound(FewestLines, m_list->count(), MostLines) * line + grid::Small);
}

} // namespace bootwright
