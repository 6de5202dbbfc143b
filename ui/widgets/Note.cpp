// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Note.h"

#include "core/base/nativePaths.h"
#include "ui/widgets/Mark.h"
#include "ui/widgets/texts.h"

#include <QHBoxLayout>
#include <QLabel>

namespace bootwright {

namespace {

constexpr int MarkSize = 18;

struct Face
{
    QString icon;
    QColor Look::*colour;
    QPalette::ColorRole text;
};

Face faceOf(Note::Kind kind)
{
    switch (kind) {
    case Note::Kind::Problem:
        return {QStringLiteral("problem"), &Look::problem, ProblemRole};
    case Note::Kind::Warning:
        return {QStringLiteral("warning"), &Look::warning, QPalette::WindowText};
    case Note::Kind::Good:
        return {QStringLiteral("good"), &Look::good, QPalette::WindowText};
    case Note::Kind::Info:
        break;
    }
    return {QStringLiteral("info"), &Look::accent, QPalette::WindowText};
}

} // namespace

Note::Note(Kind kind, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_mark(new Mark(faceOf(kind).icon, faceOf(kind).colour, MarkSize))
    , m_text(makeText())
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::Small);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    setKind(kind);
    setText(text);
}

void Note::setKind(Kind kind)
{
    const auto face = faceOf(kind);
    m_mark->setIcon(face.icon, face.colour);
    m_text->setForegroundRole(face.text);
}

void Note::setText(const QString &sentence)
{
    const auto text = nativePaths(sentence);
    m_sentence = text;
    m_text->setText(breakable(text));
    m_text->setAccessibleName(text);
    setVisible(!text.isEmpty());
}

} // namespace bootwright
