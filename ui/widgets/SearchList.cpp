// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SearchList.h"

#include "ui/Icons.h"
#include "ui/Look.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int MostLines = 5; // more scroll, and are searched
constexpr int WarningSize = 16;

enum Role { Id = Qt::UserRole, Facts, Warning };

//! The rows that hold all words.
class WordFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QStringList &words)
    {
        m_words = words;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto text =
            sourceModel()->index(row, 0, parent).data(Qt::AccessibleTextRole).toString();
        return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    }

private:
    QStringList m_words;
};

//! A row: its name, and the facts in a line below.
class RowPainter final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, 2 * option.fontMetrics.height() + 2 * grid::Step};
    }
    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Look look(option.palette);
        const bool isChosen = option.state & QStyle::State_Selected;
        if (isChosen)
            painter->fillRect(option.rect, look.accent);
        const auto name = isChosen ? look.accentText : option.palette.color(QPalette::Text);
        const auto facts = isChosen ? look.accentText : look.hint;
        auto line = option.rect.adjusted(grid::Small, grid::Step, -grid::Small, 0);
        line.setHeight(option.fontMetrics.height());
        drawText(*painter, option, line, name, index.data(Qt::DisplayRole).toString());
        line.translate(0, line.height());
        if (!index.data(Warning).toString().isEmpty()) {
            const QRect mark(
                line.left(), line.center().y() - WarningSize / 2, WarningSize, WarningSize);
            iconOf(QStringLiteral("warning"), isChosen ? look.accentText : look.warning)
                .paint(painter, mark);
            line.setLeft(mark.right() + grid::Step);
        }
        drawText(*painter, option, line, facts, index.data(Facts).toString());
    }

private:
    static void drawText(QPainter &painter,
                         const QStyleOptionViewItem &option,
                         const QRect &line,
                         const QColor &colour,
                         const QString &text)
    {
        painter.setPen(colour);
        painter.drawText(line,
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         option.fontMetrics.elidedText(text, Qt::ElideRight, line.width()));
    }
};

} // namespace

SearchList::SearchList(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_rows(new QStandardItemModel(this))
    , m_found(new WordFilter(this))
{
    m_search->setAccessibleName(tr("Search: %1", "a list").arg(name));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setAccessibleName(name);
    m_list->setItemDelegate(new RowPainter(this));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_found->setSourceModel(m_rows);
    m_list->setModel(m_found);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Step);
    column->addWidget(m_search);
    column->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_search, &QLineEdit::textChanged, this, &SearchList::search);
    connect(m_list->selectionModel(),
            &QItemSelectionModel::selectionChanged,
            this,
            [this](const QItemSelection &chosen) {
                const auto rows = chosen.indexes();
                if (m_isFilling || rows.isEmpty() || rows.first().data(Id).toString() == m_current)
                    return;
                m_current = rows.first().data(Id).toString();
                Q_EMIT changed();
            });
}

void SearchList::setRows(const QList<Row> &rows)
{
    m_isFilling = true;
    m_search->clear();
    m_rows->clear();
    QList<QStandardItem *> items;
    for (const auto &row : rows) {
        auto *item = new QStandardItem(row.name);
        auto facts = row.facts;
        if (!row.warning.isEmpty())
            facts.prepend(row.warning);
        facts.removeAll(QString());
        const auto line = facts.join(QStringLiteral(" · "));
        item->setEditable(false);
        item->setData(row.id, Id);
        item->setData(line, Facts);
        item->setData(row.warning, Warning);
        item->setData(QStringLiteral("%1, %2").arg(row.name, line), Qt::AccessibleTextRole);
        item->setToolTip(line);
        items.append(item);
    }
    m_rows->appendColumn(items);
    m_isFilling = false;
    m_search->setVisible(rows.size() > MostLines);
    fit();
}

QString SearchList::current() const
{
    return m_current;
}

void SearchList::setCurrent(const QString &id)
{
    m_current = id;
    for (int row = 0; row < m_found->rowCount(); ++row) {
        const auto index = m_found->index(row, 0);
        if (index.data(Id).toString() != id)
            continue;
        m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        m_list->scrollTo(index, QAbstractItemView::EnsureVisible);
        return;
    }
}

int SearchList::count() const
{
    return m_found->rowCount();
}

void SearchList::search(const QString &words)
{
    m_isFilling = true; // that a row goes out of sight chooses no other
    static_cast<WordFilter *>(m_found)->setWords(
        words.simplified().split(u' ', Qt::SkipEmptyParts));
    m_list->selectionModel()->clear();
    setCurrent(m_current);
    m_isFilling = false;
}

//! Letters typed in the list search; keys that move, pressed in the field, move in the list. The first one chooses
//! the first row if none is chosen.
bool SearchList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *press = static_cast<QKeyEvent *>(event);
    const bool isMove = press->key() == Qt::Key_Up || press->key() == Qt::Key_Down
                        || press->key() == Qt::Key_PageUp || press->key() == Qt::Key_PageDown;
    const bool isLetter = !press->text().isEmpty() && press->text().at(0).isPrint()
                          && !(press->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    auto *target = watched == m_search && isMove ? static_cast<QWidget *>(m_list)
                   : watched == m_list && isLetter && m_search->isVisible() ? m_search
                                                                            : nullptr;
    if (watched == m_list && isMove && !m_list->selectionModel()->hasSelection()) {
        m_list->setCurrentIndex(m_found->index(0, 0));
        return true;
    }
    if (!target)
        return QWidget::eventFilter(watched, event);
    target->setFocus(Qt::OtherFocusReason);
    QKeyEvent same(QEvent::KeyPress, press->key(), press->modifiers(), press->text());
    QCoreApplication::sendEvent(target, &same);
    return true;
}

void SearchList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        fit();
    QWidget::changeEvent(event);
}

//! As high as its rows.
void SearchList::fit()
{
    const auto row = 2 * m_list->fontMetrics().height() + 2 * grid::Step;
    m_list->setFixedHeight(qBound(1, m_rows->rowCount(), MostLines) * row
                           + 2 * m_list->frameWidth());
}

void makeSearchable(QComboBox *box)
{
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
}

} // namespace bootwright
