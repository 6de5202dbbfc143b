// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/ReportPage.h"

#include "ui/inspect/RowTable.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/Mark.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/ProblemNote.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int PlaceHeight = 280;
constexpr int PlaceMark = 48;
constexpr size_t MostFacts = 30;      // more scroll on their own
constexpr qsizetype LongestName = 30; // of a fact; longer ones would push the values aside
constexpr int MostSentences = 30;

//! The empty window: where to drop media.
class DropPlace final : public QWidget
{
public:
    DropPlace()
    {
        auto *column = new QVBoxLayout(this);
        column->setSpacing(grid::Medium);
        column->addStretch();
        column->addWidget(
            new Mark(QStringLiteral("open"), &Look::hint, PlaceMark), 0, Qt::AlignHCenter);
        auto *text = makeHint(ReportPage::tr(
            "Drop an ISO, an image of a disk, a stick or a folder here, or open one above."));
        text->setAlignment(Qt::AlignHCenter);
        column->addWidget(text);
        column->addStretch();
        setMinimumHeight(PlaceHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Look(palette()).frame, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
};

Note::Kind kindOf(Severity severity)
{
    return severity == Severity::Error     ? Note::Kind::Problem
           : severity == Severity::Warning ? Note::Kind::Warning
                                           : Note::Kind::Info;
}

bool isShort(const ReportSection &section)
{
    return section.rows.size() <= MostFacts
           && std::all_of(section.rows.begin(), section.rows.end(), [](const ReportRow &row) {
                  return row.name.size() <= LongestName;
              });
}

//! Of the facts; variables have long names, and a width of their own.
int widestName(const std::vector<ReportSection> &sections, const QFontMetrics &letters)
{
    int widest = 0;
    for (const auto &section : sections) {
        for (const auto &row : section.rows) {
            if (isShort(section) && !section.hasSecrets)
                widest = qMax(widest, letters.horizontalAdvance(row.name));
        }
    }
    return widest;
}

QWidget *factsOf(const ReportSection &section, int nameWidth)
{
    auto *facts = new FactTable;
    facts->alignNames(nameWidth);
    for (const auto &row : section.rows) {
        if (row.severity)
            facts->add(row.name, kindOf(*row.severity), row.value);
        else
            facts->add(row.name, row.value);
    }
    return facts;
}

} // namespace

ReportPage::ReportPage()
    : Page({}, {})
    , m_place(new DropPlace)
    , m_problem(new Note(Note::Kind::Problem))
    , m_outcomeTitle(makeHeading({}))
    , m_outcome(new NoteList)
{
    addRow(m_problem, 0);
    addRow(m_place, grid::Medium);
    addRow(m_outcomeTitle, 0);
    addRow(m_outcome, grid::Small);
    m_body = beginGroup();
    m_verdicts = new NoteList;
    m_life = new LifeLine;
    addRow(makeHeading(tr("Verdict")), 0);
    addRow(m_verdicts, grid::Small);
    addRow(m_life, grid::Large);
    addLock();
    m_sections = new QWidget;
    (new QVBoxLayout(m_sections))->setContentsMargins({});
    m_sections->layout()->setSpacing(grid::Small);
    addRow(m_sections, grid::Small);
    endGroup();
    showNothing();
}

void ReportPage::addLock()
{
    m_lock = new QWidget;
    m_password = new PasswordEdit(tr("Password of the media"));
    m_passwordProblem = new ProblemNote(m_password->lineEdit());
    auto *unlock = makeButton(tr("&Unlock"));
    auto *column = new QVBoxLayout(m_lock);
    column->setContentsMargins(0, grid::Medium, 0, 0);
    column->setSpacing(grid::Step);
    column->addWidget(makeLabel(tr("Password of the &media:"), m_password));
    column->addWidget(m_password);
    column->addWidget(m_passwordProblem);
    column->addWidget(
        makeHint(tr("It opens the certificate and the variables, for this window only.")));
    column->addWidget(unlock);
    addRow(m_lock, 0);
    connect(unlock, &QPushButton::clicked, this, &ReportPage::unlockAsked);
    connect(m_password->lineEdit(), &QLineEdit::returnPressed, this, &ReportPage::unlockAsked);
}

QWidget *ReportPage::firstField() const
{
    return m_lock->isVisibleTo(this) ? m_password->lineEdit() : nullptr;
}

void ReportPage::showNothing(const QString &problem)
{
    m_report.reset();
    m_problem->setText(problem);
    m_place->show();
    m_body->hide();
    showOutcome({}, Note::Kind::Info, {});
    setHeading(
        tr("Inspect media"),
        tr("What media are, what is on them, until when they work, and whether they start."));
}

void ReportPage::show(std::shared_ptr<const MediaReport> report, const QDateTime &now)
{
    const bool isSame = m_report && m_report->path == report->path;
    m_report = std::move(report);
    m_now = now;
    m_problem->setText({});
    m_place->hide();
    m_body->show();
    if (!isSame)
        showOutcome({}, Note::Kind::Info, {});
    const auto name = QFileInfo(m_report->path).fileName();
    const auto kind = describeKind(*m_report);
    setHeading(oneLine(name.isEmpty() ? QDir::toNativeSeparators(m_report->path) : name),
               kind.left(1).toUpper() + kind.sliced(1));
    showVerdicts(judgeMedia(*m_report, now));
    const auto expires = m_report->expires();
    m_life->setVisible(expires.has_value());
    if (expires)
        m_life->show(
            now, m_report->certificate ? m_report->certificate->notBefore() : now, *expires);
    m_lock->setVisible(m_report->variablesState == MediaReport::Variables::Locked);
    m_passwordProblem->setSentence({});
    showSections(SecretValues::Mask);
    if (!isSame)
        scrollToTop();
}

void ReportPage::showVerdicts(const std::vector<MediaVerdict> &verdicts)
{
    m_verdicts->clear();
    const bool isSound = std::none_of(verdicts.begin(), verdicts.end(), [](const auto &verdict) {
        return verdict.severity != Severity::Note;
    });
    if (isSound)
        m_verdicts->add(Note::Kind::Good,
                        tr("Nothing is wrong with these media, as far as can be seen."));
    for (const auto &verdict : verdicts)
        m_verdicts->add(kindOf(verdict.severity), oneLine(verdict.sentence));
}

//! All sections but the verdicts, which stand above.
void ReportPage::showSections(SecretValues secrets)
{
    auto *column = m_sections->layout();
    while (auto *item = column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // the box that masks values may be the sender
        delete item;
    }
    auto sections = mediaReportText(*m_report, {}, m_now, secrets);
    const auto nameWidth = widestName(sections, fontMetrics());
    for (auto &section : sections) {
        auto *heading = makeHeading(section.title);
        heading->setContentsMargins(0, grid::Medium, 0, 0);
        column->addWidget(heading);
        if (section.hasSecrets)
            column->addWidget(makeSecretsBox(secrets));
        column->addWidget(isShort(section) ? factsOf(section, nameWidth)
                                           : new RowTable(std::move(section)));
    }
}

QWidget *ReportPage::makeSecretsBox(SecretValues secrets)
{
    auto *box = new QCheckBox(tr("Show values that may be &secret"));
    box->setChecked(secrets == SecretValues::Show);
    connect(box, &QCheckBox::toggled, this, [this](bool isShown) {
        showSections(isShown ? SecretValues::Show : SecretValues::Mask);
        m_sections->findChildren<QCheckBox *>().last()->setFocus(Qt::OtherFocusReason);
    });
    return box;
}

void ReportPage::showOutcome(const QString &title, Note::Kind kind, const QStringList &sentences)
{
    m_outcomeTitle->setText(title);
    m_outcomeTitle->setVisible(!title.isEmpty());
    m_outcome->clear();
    m_outcome->setContentsMargins(0, 0, 0, title.isEmpty() ? 0 : grid::Large);
    addOutcome(kind, sentences);
    if (!title.isEmpty())
        scrollToTop();
}

void ReportPage::addOutcome(Note::Kind kind, const QStringList &sentences)
{
    for (const auto &sentence : sentences.mid(0, MostSentences))
        m_outcome->add(kind, oneLine(sentence));
    if (sentences.size() > MostSentences)
        m_outcome->add(kind, tr("… and %n more.", nullptr, int(sentences.size()) - MostSentences));
}

void ReportPage::askForPassword(const QString &problem)
{
    m_lock->show();
    m_passwordProblem->setSentence(problem);
    m_password->lineEdit()->setFocus(Qt::OtherFocusReason);
    m_password->lineEdit()->selectAll();
    scrollTo(m_lock);
}

Secret ReportPage::password() const
{
    return m_password->secret();
}

} // namespace bootwright
