// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/CustomizationPage.h"

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
    draft.extraFiles.zip = QStringLiteral("/none/extra.zip");
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(m_answers.secrets.hidden.at(QStringLiteral("OSDKey"))
            == Secret(QStringLiteral("geheim")));
    draft.prestart.files = {QStringLiteral("/none/folder"), {}, {}};
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
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    if (!name.isEmpty())
        add(page, name, QStringLiteral("x"), false);
    QVERIFY(!page.validatePage());
    QVERIFY2(sentences(page).contains(sentence), qPrintable(sentences(page)));
    QVERIFY(page.focusWidget());
}

void tst_CustomizationPage::hiddenValueIsNeverShown()
{
    CustomizationPage page(m_answers);
    page.initializePage();
    add(page, QStringLiteral("OSDKey"), QStringLiteral("geheim"), true);
    QVERIFY(page.validatePage());
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
    page.initializePage();
    field(page, QStringLiteral("Va&riable:"))->setText(QStringLiteral("OSDTech"));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page),
             QStringLiteral("The variable \"OSDTech\" is typed, but not in the list. Add it, or "
                            "empty the field."));
}

QTEST_MAIN(tst_CustomizationPage)
#include "tst_CustomizationPage.moc"
