// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/VariableNames.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/CustomizationPage.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_CustomizationPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_answers = goodAnswers(QStringLiteral("/out.iso")); }
    void keepsTheDraft();
    void isAccessible();
    void problems_data();
    void problems();
    void hiddenValueIsNeverShown();
    void typedVariableIsNotForgotten();
    void byKeyboard();
    void reservedNameIsToldAtOnce();
    void emptyFieldKeepsAHiddenValue();

private:
    //! The field that the label \a text leads to.
    static QLineEdit *field(const QWidget &page, const QString &text);
    static void add(const QWidget &page, const QString &name, const QString &value, bool hidden);

    Answers m_answers;
};

QLineEdit *tst_CustomizationPage::field(const QWidget &page, const QString &text)
{
    for (const auto *label : page.findChildren<QLabel *>()) {
        if (label->text() == text)
            return qobject_cast<QLineEdit *>(label->buddy());
    }
    return nullptr;
}

void tst_CustomizationPage::add(const QWidget &page,
                                const QString &name,
                                const QString &value,
                                bool hidden)
{
    page.findChild<QCheckBox *>()->setChecked(hidden);
    field(page, QStringLiteral("Va&riable:"))->setText(name);
    field(page, QStringLiteral("&Value:"))->setText(value);
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("&Add or change"))
            button->click();
    }
}

void tst_CustomizationPage::keepsTheDraft()
{
    auto &draft = m_answers.draft;
    CustomizationPage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                       {QStringLiteral("OSDKey"), {}, true}};
    m_answers.secrets.hidden[QStringLiteral("OSDKey")] = Secret(QStringLiteral("geheim"));
    draft.prestart.command = QStringLiteral("cmd /c ask.cmd");
    draft.prestart.files.packageId = QStringLiteral("LAB00021");
    draft.extraFiles.zip = absolute(QStringLiteral("/none/extra.zip"));
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(m_answers.secrets.hidden.at(QStringLiteral("OSDKey"))
            == Secret(QStringLiteral("geheim")));
    draft.prestart.files = {absolute(QStringLiteral("/none/folder")), {}, {}};
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_CustomizationPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(CustomizationPage(m_answers)), QString());
}

void tst_CustomizationPage::problems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<FilesDraft>("files");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("files without a command")
        << QString() << FilesDraft{{}, QStringLiteral(TEST_DATA "/identity/chance.json"), {}}
        << "There are files for a prestart command, but no command. Type one, or remove the files.";
    QTest::newRow("reserved") << QStringLiteral("_SMSTSMine") << FilesDraft() << "_SMSTSMine";
}

void tst_CustomizationPage::problems()
{
    QFETCH(QString, name);
    QFETCH(FilesDraft, files);
    QFETCH(QString, sentence);
    m_answers.draft.prestart.files = files;
    CustomizationPage page(m_answers);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    if (!name.isEmpty())
        add(page, name, QStringLiteral("x"), false);
    QVERIFY(!page.confirm());
    QVERIFY2(sentences(page).contains(sentence), qPrintable(sentences(page)));
    QVERIFY(page.focusWidget());
}

void tst_CustomizationPage::hiddenValueIsNeverShown()
{
    CustomizationPage page(m_answers);
    page.enter();
    add(page, QStringLiteral("OSDKey"), QStringLiteral("geheim"), true);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.variables.first(),
             (VariableDraft{QStringLiteral("OSDKey"), {}, true}));
    QVERIFY(m_answers.secrets.hidden.at(QStringLiteral("OSDKey"))
            == Secret(QStringLiteral("geheim")));
    auto *table = page.findChild<QTableWidget *>();
    QCOMPARE(table->item(0, 1)->text(), QStringLiteral("\u2022\u2022\u2022\u2022\u2022\u2022"));
    table->selectRow(0);
    auto *hidden = page.findChild<QCheckBox *>();
    QVERIFY(hidden->isChecked());
    auto *value = field(page, QStringLiteral("&Value:"));
    QCOMPARE(value->text(), QString());
    value->setText(QStringLiteral("typed as dots"));
    hidden->setChecked(false);
    QCOMPARE(value->text(), QString());
}

void tst_CustomizationPage::typedVariableIsNotForgotten()
{
    CustomizationPage page(m_answers);
    page.enter();
    field(page, QStringLiteral("Va&riable:"))->setText(QStringLiteral("OSDTech"));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The variable \"OSDTech\" is typed, but not in the list. Add it, or "
                            "empty the field."));
}

void tst_CustomizationPage::byKeyboard()
{
    const QTemporaryDir folder;
    CustomizationPage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_R);
    typeText(QStringLiteral("OSDTech"));
    pressAlt(page, Qt::Key_V);
    typeText(QStringLiteral("anna"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // adds it
    pressAlt(page, Qt::Key_R);
    typeText(QStringLiteral("OSDPlace"));
    pressAlt(page, Qt::Key_A);
    auto *table = page.findChild<QTableWidget *>();
    table->setFocus();
    table->selectRow(1);
    pressAlt(page, Qt::Key_E);
    pressAlt(page, Qt::Key_L);
    typeText(QStringLiteral("cmd /c ask.cmd"));
    pressAlt(page, Qt::Key_F);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End); // a package of the site
    QTRY_COMPARE(sentences(page), QStringLiteral("No package is chosen. Choose one, or no files."));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    pressAlt(page, Qt::Key_C);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down); // a folder
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    typeText(folder.filePath(QStringLiteral("none")));
    QTRY_VERIFY(sentences(page).endsWith(QStringLiteral("Cannot find the folder \"%1\".")
                                             .arg(folder.filePath(QStringLiteral("none")))));
    typeText(folder.path());
    page.leave();
    const auto &draft = m_answers.draft;
    QCOMPARE(draft.variables,
             QList<VariableDraft>({{QStringLiteral("OSDTech"), QStringLiteral("anna"), false}}));
    QCOMPARE(draft.prestart.command, QStringLiteral("cmd /c ask.cmd"));
    QCOMPARE(draft.prestart.files.packageId, QStringLiteral("LAB00021"));
    QCOMPARE(draft.extraFiles.folder, folder.path());
}

void tst_CustomizationPage::reservedNameIsToldAtOnce()
{
    CustomizationPage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_R);
    typeText(QStringLiteral("_SMSTSMine"));
    QVERIFY2(textsOf(page).contains(whyReservedVariable(u"_SMSTSMine")), qPrintable(textsOf(page)));
    pressAlt(page, Qt::Key_A);
    QCOMPARE(page.findChild<QTableWidget *>()->rowCount(), 0); // not taken
    typeText(QStringLiteral("Mine"));
    QVERIFY(!textsOf(page).contains(QStringLiteral("_SMSTSMine")));
    pressAlt(page, Qt::Key_A);
    QCOMPARE(page.findChild<QTableWidget *>()->rowCount(), 1);
}

void tst_CustomizationPage::emptyFieldKeepsAHiddenValue()
{
    CustomizationPage page(m_answers);
    page.begin();
    add(page, QStringLiteral("OSDKey"), QStringLiteral("geheim"), true);
    page.findChild<QTableWidget *>()->selectRow(0);
    clickButton(page, QStringLiteral("&Add or change"));
    QVERIFY(page.confirm());
    QVERIFY(m_answers.secrets.hidden.at(QStringLiteral("OSDKey"))
            == Secret(QStringLiteral("geheim")));
}

QTEST_MAIN(tst_CustomizationPage)
#include "tst_CustomizationPage.moc"
