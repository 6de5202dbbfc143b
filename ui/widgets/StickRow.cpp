// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StickRow.h"

#include "ui/Look.h"
#include "ui/stickText.h"
#include "ui/widgets/ChoiceLabel.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace bootwright {

StickRow::StickRow(const DriveIdentity &drive)
    : m_identity(drive)
    , m_box(new QCheckBox)
    , m_name(new ChoiceLabel({}, m_box))
    , m_facts(makeHint())
    , m_volumes(makeHint())
    , m_verdict(new Note(Note::Kind::Info))
    , m_unlock(makeButton(tr("Unlock…")))
    , m_unlocking(makeUnlocking())
{
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFont(headingFont(m_name->font()));
    m_name->setMinimumHeight(m_box->sizeHint().height());
    m_unlock->setCheckable(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (QWidget *widget : {static_cast<QWidget *>(m_name),
                            static_cast<QWidget *>(m_facts),
                            static_cast<QWidget *>(m_volumes),
                            static_cast<QWidget *>(m_verdict),
                            static_cast<QWidget *>(m_unlock),
                            m_unlocking})
        texts->addWidget(widget);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::Small, grid::Small, grid::Small, grid::Small + 1);
    row->setSpacing(grid::Small);
    row->addWidget(m_box, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    connect(m_box, &QCheckBox::clicked, this, &StickRow::toggled);
    connect(m_unlock, &QPushButton::toggled, this, [this](bool isOn) {
        m_unlocking->setVisible(isOn);
        if (isOn)
            m_typed->setFocus(Qt::OtherFocusReason);
    });
}

QWidget *StickRow::makeUnlocking()
{
    auto *unlocking = new QWidget;
    m_typed = new QLineEdit;
    m_asked = makeLabel({}, m_typed);
    m_asked->setTextFormat(Qt::PlainText);
    m_wrong = new Note(Note::Kind::Problem);
    auto *column = new QVBoxLayout(unlocking);
    column->setContentsMargins(0, grid::Step, 0, 0);
    column->setSpacing(grid::Step);
    column->addWidget(m_asked);
    column->addWidget(m_typed);
    column->addWidget(m_wrong);
    unlocking->hide();
    connect(m_typed, &QLineEdit::textChanged, this, &StickRow::judgeTyped);
    connect(m_typed, &QLineEdit::editingFinished, this, [this] {
        if (!m_typed->text().isEmpty() && m_unlocking->isVisible())
            m_wrong->setText(tr("It is another one. Type it as it stands above."));
    });
    return unlocking;
}

void StickRow::show(const RemovableDrive &drive, State state)
{
    m_drive = drive;
    const auto name = driveName(drive.properties);
    const auto facts = stickFactsText(drive.properties, locale());
    m_name->setText(QString(name).replace(u'&', QStringLiteral("&&")));
    m_facts->setText(breakable(facts));
    m_volumes->setText(breakable(volumesText(drive.properties, locale())));
    m_volumes->setVisible(drive.properties.identity.size > 0);
    const bool isFree = state != State::Locked && state != State::Refused;
    m_name->setForegroundRole(isFree ? QPalette::WindowText : HintRole);
    m_box->setEnabled(isFree);
    m_box->setChecked(state == State::Chosen || state == State::UnlockedAndChosen);
    m_box->setAccessibleName(QStringLiteral("%1, %2").arg(name, facts));
    m_box->setAccessibleDescription(drive.verdict.sentence);
    const bool isUnlocked = state == State::Unlocked || state == State::UnlockedAndChosen;
    m_verdict->setKind(state == State::Locked ? Note::Kind::Warning : Note::Kind::Info);
    m_verdict->setText(isUnlocked ? tr("Unlocked: you have said that this drive is meant.")
                                  : drive.verdict.sentence);
    m_unlock->setVisible(state == State::Locked);
    m_unlock->setAccessibleName(tr("Unlock: %1").arg(name));
    if (state != State::Locked)
        m_unlock->setChecked(false);
    m_asked->setText(tr("To unlock it, type its name: %1")
                         .arg(QString(name).replace(u'&', QStringLiteral("&&"))));
}

QList<QWidget *> StickRow::stops() const
{
    return {m_box, m_unlock, m_typed};
}

void StickRow::judgeTyped()
{
    m_wrong->setText({});
    if (m_unlock->isChecked() && isTyped(m_typed->text(), driveName(m_drive.properties))) {
        m_typed->clear();
        Q_EMIT unlocked();
        m_box->setFocus(Qt::OtherFocusReason); // which can be set now
    }
}

void StickRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, Look(palette()).line);
}

} // namespace bootwright
