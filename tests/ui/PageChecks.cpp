// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"

#include "core/site/LabSite.h"
#include "ui/widgets/ProblemLabel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QKeySequence>
#include <QLabel>
#include <QMap>

namespace bootwright {

MediaDraft goodDraft(const QString &iso)
{
    auto draft = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    draft.target.path = iso;
    draft.security.passwordProtected = false;
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    draft.distributionPoint = QStringLiteral("dp01.lab.example");
    draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    return draft;
}

Answers goodAnswers(const QString &iso)
{
    Answers answers;
    answers.draft = goodDraft(iso);
    Control control;
    LabSite site;
    answers.site = *site.facts(control);
    answers.chance = *Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    return answers;
}

QString sentences(const QWidget &page)
{
    QStringList found;
    for (const auto *label : page.findChildren<ProblemLabel *>()) {
        if (!label->sentence().isEmpty())
            found.append(label->sentence());
    }
    return found.join(u'\n');
}

QString textsOf(const QWidget &page)
{
    QStringList found;
    for (const auto *label : page.findChildren<QLabel *>())
        found.append(label->text());
    return found.join(u'\n');
}

QString whyNotAccessible(const QWidget &page)
{
    QMap<QString, QString> owners{{QStringLiteral("Alt+N"), QStringLiteral("Next")},
                                  {QStringLiteral("Alt+B"), QStringLiteral("Back")}};
    QStringList texts;
    for (const auto *label : page.findChildren<QLabel *>()) {
        if (!label->buddy())
            continue;
        if (label->buddy()->focusPolicy() == Qt::NoFocus)
            return QStringLiteral("leads nowhere: %1").arg(label->text());
        texts.append(label->text());
    }
    for (const auto *button : page.findChildren<QAbstractButton *>())
        texts.append(button->text());
    for (const auto &text : texts) {
        const auto key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty())
            continue;
        if (owners.contains(key))
            return QStringLiteral("%1: \"%2\" and \"%3\"").arg(key, owners[key], text);
        owners[key] = text;
    }
    for (auto *widget : page.findChildren<QWidget *>()) {
        const bool isPopup = widget->window() != page.window(); // a combo box has one
        if (isPopup || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
            || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        auto *face = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = face && !face->text(QAccessible::Name).isEmpty();
        bool hasBuddy = false;
        for (const auto *label : page.findChildren<QLabel *>())
            hasBuddy = hasBuddy || label->buddy() == widget;
        if (!isNamed && !hasBuddy)
            return QStringLiteral("no name: %1")
                .arg(QString::fromLatin1(widget->metaObject()->className()));
    }
    return {};
}

bool keepsDraft(WizardPage &page, Answers &answers)
{
    const auto before = answers.draft;
    page.initializePage();
    static_cast<void>(page.save(answers));
    return answers.draft == before;
}

} // namespace bootwright
