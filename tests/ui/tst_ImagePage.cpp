// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/ImagePage.h"
#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/widgets/PasswordEdit.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_ImagePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void isAccessible();
    void ownMedia();
    void mediaThatAreOver();
    void folderOfOthers();
    void problems_data();
    void problems();
    void sealedKit();
    void kitThatAsksForEverything();
    void kitThatCannotBeUsed_data();
    void kitThatCannotBeUsed();
    void certificateOfAKitThatIsOver();
    void anotherKitForgetsThePassword();
    void imageAfterAKit();
    void windowGoesWhileAKitIsOpened();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    void look(ImagePage &page, const QString &path);
    QString kit(const QString &name, const MediaDraft &draft, const QString &password = {}) const;
    void open(ImagePage &page, const QString &path);
    static QStringList fields(const ImagePage &page);

    QTemporaryDir m_folder;
    QString m_iso;
    Answers m_answers;
};

void tst_ImagePage::initTestCase()
{
    m_iso = m_folder.filePath(QStringLiteral("hall-a.iso"));
    QVERIFY(makeImage(m_iso));
}

void tst_ImagePage::init()
{
    m_answers = goodAnswers({});
    m_answers.task = Task::WriteImage;
}

QString tst_ImagePage::write(const QString &name, const QByteArray &bytes) const
{
    const auto path = m_folder.filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

void tst_ImagePage::look(ImagePage &page, const QString &path)
{
    m_answers.image = path;
    QSignalSpy looked(&page.panel(), &ImagePanel::looked);
    page.enter();
    QVERIFY(looked.wait(30000));
}

void tst_ImagePage::isAccessible()
{
    ImagePage page(m_answers);
    page.enter();
    QCOMPARE(whyNotAccessible(page), QString());
}

void tst_ImagePage::ownMedia()
{
    ImagePage page(m_answers);
    look(page, m_iso);
    const auto texts = textsOf(page);
    for (const auto &text :
         {QStringLiteral("It is boot media of Configuration Manager."),
          QStringLiteral("2026-11-22 by Bootwright"),
          QStringLiteral("Bootwright training lab (x64)"),
          QStringLiteral("2027-11-22, 365 day(s) from now"),
          QStringLiteral("while it is read, against the manifest that it carries")})
        QVERIFY2(texts.contains(text), qPrintable(texts));
    QVERIFY(page.panel().facts()->needed > 300'000);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.image, m_iso);
}

void tst_ImagePage::mediaThatAreOver()
{
    m_answers.chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json")).value();
    ImagePanel panel(m_answers.chance.now().addDays(400));
    QSignalSpy looked(&panel, &ImagePanel::looked);
    panel.look(m_iso);
    QVERIFY(looked.wait(30000));
    QVERIFY2(textsOf(panel).contains(QStringLiteral("2027-11-22, which is over")),
             qPrintable(textsOf(panel)));
}

void tst_ImagePage::folderOfOthers()
{
    const auto loader = write(QStringLiteral("winpe/efi/boot/bootx64.efi"), "MZ");
    QVERIFY(!loader.isEmpty());
    ImagePage page(m_answers);
    look(page, m_folder.filePath(QStringLiteral("winpe")));
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(QStringLiteral("It is no media of Configuration Manager, but")),
             qPrintable(texts));
    QVERIFY2(texts.contains(QStringLiteral("only what is written: it carries no manifest")),
             qPrintable(texts));
    QVERIFY(page.confirm()); // it is written as it is
}

void tst_ImagePage::problems_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none") << QString()
                          << "No media are named. Name an ISO file, an image, a folder or a kit.";
    const auto gone = m_folder.filePath(QStringLiteral("gone.iso"));
    QTest::newRow("not there")
        << gone
        << QStringLiteral("Cannot find the media \"%1\".").arg(QDir::toNativeSeparators(gone));
    const auto text = write(QStringLiteral("text.iso"), "no image");
    QTest::newRow("no image") << text << text;
}

void tst_ImagePage::problems()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    ImagePage page(m_answers);
    page.enter();
    showWindow(page);
    page.firstField()->setFocus();
    typeText(path);
    QTRY_VERIFY(!page.confirm()); // what is in the file is looked at in the background
    QVERIFY2(sentences(page).contains(sentence), qPrintable(sentences(page)));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Media to write"));
}

QString
tst_ImagePage::kit(const QString &name, const MediaDraft &draft, const QString &password) const
{
    const auto path = m_folder.filePath(name + QStringLiteral(".bootkit"));
    QFile::remove(path);
    return makeKit(path, draft, password) ? path : QString();
}

void tst_ImagePage::open(ImagePage &page, const QString &path)
{
    m_answers.image = path;
    QSignalSpy opened(&page.kit(), &KitPanel::opened);
    page.begin();
    showWindow(page);
    QVERIFY(opened.wait(30000));
}

//! The names of the fields for secrets that are shown.
QStringList tst_ImagePage::fields(const ImagePage &page)
{
    QStringList names;
    for (const auto *edit : page.findChildren<PasswordEdit *>()) {
        if (edit->isVisible())
            names.append(edit->lineEdit()->accessibleName());
    }
    return names;
}

void tst_ImagePage::sealedKit()
{
    auto draft = goodDraft({});
    draft.target.label = QStringLiteral("Hall A");
    const auto path = kit(QStringLiteral("sealed"), draft, QStringLiteral("of the kit"));
    ImagePage page(m_answers);
    open(page, path);
    QCOMPARE(fields(page), QStringList(QStringLiteral("Password of the kit")));
    QCOMPARE(sentences(page), QString()); // nobody had a chance to type it
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The kit is sealed. Type the password that it was packed with."));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Password of the kit"));
    typeText(QStringLiteral("of another kit"));
    QTRY_VERIFY_WITH_TIMEOUT(
        sentences(page).contains(QStringLiteral("The password does not open the PFX file.")),
        30000);
    QVERIFY(!page.confirm());
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Password of the kit"));
    typeText(QStringLiteral("of the kit"));
    QTRY_VERIFY_WITH_TIMEOUT(page.neededBytes() > 300'000, 30000);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    const auto texts = textsOf(page);
    for (const auto &text : {QStringLiteral("It is a kit for boot media of the site LAB."),
                             QStringLiteral("Hall A"),
                             QStringLiteral("http://mp01.lab.example"),
                             QStringLiteral("Boot image (x64), version 7"),
                             QStringLiteral("sealed in the kit; all media of the kit have it"),
                             QStringLiteral("The boot.sdi of \"boot.wim\" is not the one"),
                             QStringLiteral("2027-11-22, 365 day(s) from now")})
        QVERIFY2(texts.contains(text), qPrintable(texts));
    QVERIFY(m_answers.kit);
    QVERIFY(m_answers.kitSecrets.pfxPassword == Secret(QStringLiteral("of the kit")));
    QCOMPARE(whyNotAccessible(page), QString());
}

void tst_ImagePage::kitThatAsksForEverything()
{
    auto draft = goodDraft({});
    draft.security.passwordProtected = true;
    draft.variables = {{QStringLiteral("OSDJoinPassword"), {}, true},
                       {QStringLiteral("OSD-Key"), {}, true},
                       {QStringLiteral("OSDTech"), QStringLiteral("anna"), false}};
    draft.reference = m_iso;
    const auto path = kit(QStringLiteral("everything"), draft, QStringLiteral("of the kit"));
    ImagePage page(m_answers);
    open(page, path);
    QCOMPARE(fields(page),
             QStringList({QStringLiteral("Password of the kit"),
                          QStringLiteral("Password of the reference media"),
                          QStringLiteral("Media password"),
                          QStringLiteral("Value of OSDJoinPassword"),
                          QStringLiteral("Value of OSD-Key")}));
    QCOMPARE(whyNotAccessible(page), QString());
    for (const auto &[sentence, text] :
         {std::pair("The kit is sealed. Type the password that it was packed with.", "of the kit"),
          std::pair("The media are to be protected. Type the password that they get; whoever "
                    "starts them is asked for it.",
                    "correct horse battery staple"),
          std::pair("The value of the hidden variable \"OSDJoinPassword\" is not in the kit. Type "
                    "it.",
                    "secret one")}) {
        QVERIFY(!page.confirm());
        QVERIFY2(sentences(page).contains(QString::fromLatin1(sentence)),
                 qPrintable(sentences(page)));
        typeText(QString::fromLatin1(text));
    }
    QVERIFY(!page.confirm());
    QVERIFY(sentences(page).contains(QStringLiteral("\"OSD-Key\"")));
    page.findChildren<PasswordEdit *>().last()->lineEdit()->setText(QStringLiteral("secret two"));
    QTRY_VERIFY_WITH_TIMEOUT(page.neededBytes() > 300'000, 30000);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    QCOMPARE(m_answers.kitSecrets.hidden.size(), size_t(2));
    QVERIFY(m_answers.kitSecrets.hidden.at(QStringLiteral("OSDJoinPassword"))
            == Secret(QStringLiteral("secret one")));
    QVERIFY(m_answers.secrets.pfxPassword.isEmpty()
            && m_answers.secrets.hidden.empty()); // those of media to create are others
}

void tst_ImagePage::kitThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    const auto good = kit(QStringLiteral("good"), goodDraft({}));
    QFile file(good);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto bytes = file.readAll();
    const auto truncated = write(QStringLiteral("truncated.bootkit"), bytes.chopped(100));
    QTest::newRow("truncated")
        << truncated
        << QStringLiteral("Cannot read \"%1\". It is not a zip archive, it is empty, or it is "
                          "damaged.")
               .arg(truncated);
    auto &byte = bytes.data()[bytes.size() / 2];
    byte = char(byte ^ 1);
    const auto damaged = write(QStringLiteral("damaged.bootkit"), bytes);
    QTest::newRow("damaged") << damaged << damaged;
    const auto gone = m_folder.filePath(QStringLiteral("gone.bootkit"));
    QTest::newRow("not there")
        << gone
        << QStringLiteral("Cannot find the media \"%1\".").arg(QDir::toNativeSeparators(gone));
}

void tst_ImagePage::kitThatCannotBeUsed()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    ImagePage page(m_answers);
    m_answers.image = path;
    page.begin();
    showWindow(page);
    QTRY_VERIFY_WITH_TIMEOUT(!page.confirm() && sentences(page).contains(sentence), 30000);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Media to write"));
    QCOMPARE(fields(page), QStringList());
    QVERIFY(!m_answers.kit);
}

void tst_ImagePage::certificateOfAKitThatIsOver()
{
    auto draft = goodDraft({});
    draft.security.certificate.startTime = QDateTime(QDate(2025, 1, 1), {}, Qt::UTC);
    draft.security.certificate.expireTime = QDateTime(QDate(2026, 1, 1), {}, Qt::UTC);
    const auto path = kit(QStringLiteral("over"), draft, QStringLiteral("of the kit"));
    ImagePage page(m_answers);
    open(page, path);
    page.findChild<PasswordEdit *>()->lineEdit()->setText(QStringLiteral("of the kit"));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("Cannot make media from \"%1\". The media certificate expired on "
                            "2026-01-01. Choose a later day.")
                 .arg(QDir::toNativeSeparators(path)));
    QVERIFY2(textsOf(page).contains(QStringLiteral("2026-01-01, which is over")),
             qPrintable(textsOf(page)));
}

void tst_ImagePage::anotherKitForgetsThePassword()
{
    const auto one = kit(QStringLiteral("one"), goodDraft({}), QStringLiteral("of one"));
    const auto other = kit(QStringLiteral("other"), goodDraft({}), QStringLiteral("of other"));
    ImagePage page(m_answers);
    open(page, one);
    auto *password = page.findChild<PasswordEdit *>();
    password->lineEdit()->setText(QStringLiteral("of one"));
    QTRY_VERIFY_WITH_TIMEOUT(page.neededBytes() > 0, 30000);
    page.enter(); // as after a look at another page
    QVERIFY(page.confirm());
    const auto folder = page.kit().kit()->folder->path();
    QVERIFY(QFile::exists(folder));
    QSignalSpy opened(&page.kit(), &KitPanel::opened);
    page.firstField()->setFocus();
    typeText(other);
    QVERIFY(!page.confirm());
    QVERIFY(opened.wait(30000));
    QVERIFY(password->secret().isEmpty());
    QCOMPARE(page.neededBytes(), quint64(0));
    QVERIFY(!page.confirm());
    QVERIFY2(sentences(page).contains(QStringLiteral("The kit is sealed.")),
             qPrintable(sentences(page)));
    QTRY_VERIFY(!QFile::exists(folder)); // what was unpacked of the first one is gone
}

void tst_ImagePage::imageAfterAKit()
{
    const auto path = kit(QStringLiteral("before"), goodDraft({}), QStringLiteral("of the kit"));
    ImagePage page(m_answers);
    open(page, path);
    QSignalSpy looked(&page.panel(), &ImagePanel::looked);
    page.firstField()->setFocus();
    typeText(m_iso);
    QVERIFY(looked.wait(30000));
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    QCOMPARE(fields(page), QStringList());
    QVERIFY(!page.kit().isVisible());
    QVERIFY(!m_answers.kit);
    QVERIFY(page.neededBytes() > 300'000);
}

void tst_ImagePage::windowGoesWhileAKitIsOpened()
{
    const auto path = kit(QStringLiteral("late"), goodDraft({}));
    m_answers.image = path;
    auto page = std::make_unique<ImagePage>(m_answers);
    page->begin();
    QVERIFY(!page->confirm());
    QVERIFY2(sentences(*page).contains(QStringLiteral("The kit is still being opened.")),
             qPrintable(sentences(*page)));
    page.reset();
}

QTEST_MAIN(tst_ImagePage)
#include "tst_ImagePage.moc"
