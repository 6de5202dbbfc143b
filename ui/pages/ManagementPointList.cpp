// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ManagementPointList.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace bootwright {

namespace {

constexpr int ListHeight = 96; // four lines; more scroll

QPushButton *makeButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ManagementPointList::ManagementPointList(QWidget *parent)
    : QWidget(parent)
    , m_offer(new QComboBox)
    , m_list(new QListWidget)
{
    m_offer->setEditable(true);
    m_offer->setInsertPolicy(QComboBox::NoInsert);
    m_offer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_offer->setAccessibleName(tr("Management point to add"));
    m_list->setAccessibleName(tr("Management points"));
    m_list->setFixedHeight(ListHeight);
    auto *add = makeButton(tr("&Add"));
    auto *remove = makeButton(tr("&Remove"));
    auto *up = makeButton(tr("&Up"));
    auto *down = makeButton(tr("Do&wn"));
    auto *buttons = new QVBoxLayout;
    for (auto *button : {remove, up, down})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(m_offer, 0, 0);
    grid->addWidget(add, 0, 1);
    grid->addWidget(m_list, 1, 0);
    grid->addLayout(buttons, 1, 1);
    setFocusProxy(m_offer);
    connect(add, &QPushButton::clicked, this, &ManagementPointList::add);
    connect(remove, &QPushButton::clicked, this, &ManagementPointList::remove);
    connect(up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down, &QPushButton::clicked, this, [this] { move(1); });
}

void ManagementPointList::load(const QStringList &urls, const SiteFacts &site, CertificateType type)
{
    m_offer->clear();
    for (const auto &point : site.managementPoints) {
        if (point.isHttps() == (type == CertificateType::Pki))
            m_offer->addItem(point.url);
    }
    m_list->clear();
    m_list->addItems(urls);
}

QStringList ManagementPointList::urls() const
{
    QStringList urls;
    for (int row = 0; row < m_list->count(); ++row)
        urls.append(m_list->item(row)->text());
    return urls;
}

void ManagementPointList::add()
{
    const auto url = m_offer->currentText().trimmed();
    if (url.isEmpty())
        return;
    m_list->addItem(url);
    m_list->setCurrentRow(m_list->count() - 1);
    if (m_offer->currentIndex() + 1 < m_offer->count()) // the next one, for whoever adds several
        m_offer->setCurrentIndex(m_offer->currentIndex() + 1);
}

void ManagementPointList::remove()
{
    delete m_list->takeItem(m_list->currentRow());
}

void ManagementPointList::move(int step)
{
    const auto from = m_list->currentRow();
    const auto to = from + step;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_list->insertItem(to, m_list->takeItem(from));
    m_list->setCurrentRow(to);
}

} // namespace bootwright
