// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"

#include "core/builder/KitMedia.h"
#include "core/builder/TrainingSite.h"
#include "core/builder/buildMedia.h"
#include "core/site/LabSite.h"
#include "ui/widgets/ProblemNote.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QFileInfo>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QPushButton>
#include <QTest>

#include <algorithm>

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
    answers.provenance = Provenance(answers.draft);
    Control control;
    LabSite site;
    answers.site = *site.facts(control);
    answers.chance = *Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    return answers;
}

bool makeImage(const QString &iso)
{
    const auto answers = goodAnswers(iso);
    const auto plan = planMedia(answers.draft, answers.secrets, answers.site, answers.chance.now());
    TrainingSite site;
    Control control;
    const auto report = buildMedia(*plan.recipe,
                                   answers.secrets,
                                   site,
                                   answers.chance,
                                   openIsoFile(iso, false),
                                   ReadBack::Yes,
                                   control);
    return report && report->verification == BuildReport::Verification::Equal;
}

bool makeKit(const QString &kit, const MediaDraft &draft, const QString &password)
{
    TrainingSite site;
    Control control;
    const KitRequest request{draft, kit, KitBootImage::Included, Secret(password)};
    return packKit(request, site, Chance(), control).has_value();
}

QString sentences(const QWidget &page)
{
    QStringList found;
    for (const auto *label : page.findChildren<ProblemNote *>()) {
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
    for (const auto *button : page.findChildren<QAbstractButton *>())
        found.append(button->accessibleName());
    return found.join(u'\n').remove(QChar(0x200b)); // places where long words may break
}

QString originOf(const QAbstractButton &choice)
{
    const auto *row = choice.parentWidget()->parentWidget();
    const auto *origin = row->findChild<QLabel *>(QString(), Qt::FindDirectChildrenOnly);
    return origin ? origin->text() : QString();
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

void waitForPlaces()
{
    constexpr int Levels = 12; // a layout asks the one around it, which asks the next
    QTest::qWait(50);
    for (int level = 0; level < Levels; ++level)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void showWindow(QWidget &window)
{
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

void pressAlt(QWidget &window, Qt::Key key)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &window, key, Qt::AltModifier);
    QVERIFY(QTest::qWaitFor([&window] {
        const auto buttons = window.findChildren<QAbstractButton *>();
        return std::none_of(
            buttons.begin(), buttons.end(), [](const auto *button) { return button->isDown(); });
    }));
}

void typeText(const QString &text)
{
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void clickButton(const QWidget &page, const QString &text)
{
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button->click();
    }
    QFAIL(qPrintable(QStringLiteral("no button %1").arg(text)));
}

QString absolute(const QString &path)
{
    return QFileInfo(path).absoluteFilePath();
}

QWidget *fieldNamed(const QWidget &page, const QString &text)
{
    for (const auto *label : page.findChildren<QLabel *>()) {
        if (label->text() == text && label->buddy())
            return label->buddy();
    }
    return nullptr;
}

bool keepsDraft(WizardPage &page, Answers &answers)
{
    const auto before = answers.draft;
    page.enter();
    static_cast<void>(page.save(answers));
    return answers.draft == before;
}

void pressButton(QMessageBox &question, QMessageBox::ButtonRole role)
{
    for (auto *button : question.buttons()) {
        if (question.buttonRole(button) == role)
            return QTest::keyClick(button, Qt::Key_Space);
    }
}

} // namespace bootwright
