// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BootImageFacts.h"
#include "core/builder/Lab.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_BootImageFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAFile();
    void ofTheSite();
    void errors_data();
    void errors();
};

void tst_BootImageFacts::ofAFile()
{
    const QTemporaryDir folder;
    MediaDraft draft;
    draft.bootImage.file = folder.filePath(QStringLiteral("boot.wim"));
    Control control;
    QVERIFY(writeLabBootImage(draft.bootImage.file, control));
    const auto facts = readBootImageFacts(draft, {}, control);
    QVERIFY(facts);
    QCOMPARE(facts->name, QStringLiteral("Bootwright training lab (x64)"));
    QCOMPARE(facts->architecture, Architecture::X64);
    QCOMPARE(facts->version, QStringLiteral("10.0.26100.2454"));
    QCOMPARE(facts->language, QStringLiteral("en-US"));
    QCOMPARE(facts->size, quint64(QFileInfo(draft.bootImage.file).size()));
    QCOMPARE(facts->drivers,
             QStringList({QStringLiteral("labnet.inf"), QStringLiteral("labstor.inf")}));
    QVERIFY(facts->startsOnBios);
    QVERIFY(!facts->startsFrom2011); // the lab's programs are not signed
    QVERIFY(!facts->startsFrom2023);
    QVERIFY(facts->loaders.size() >= 4);
}

void tst_BootImageFacts::ofTheSite()
{
    MediaDraft draft; // of the training site
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    Control control;
    const auto facts = readBootImageFacts(draft, {}, control);
    QVERIFY(facts);
    QCOMPARE(facts->name, QStringLiteral("Bootwright training lab (x64)"));
}

void tst_BootImageFacts::errors_data()
{
    QTest::addColumn<BootImageDraft>("image");
    QTest::addColumn<Error::Kind>("kind");
    BootImageDraft image;
    QTest::newRow("none") << image << Error::Kind::InvalidInput;
    image.packageId = QStringLiteral("LAB00099");
    QTest::newRow("not of the site") << image << Error::Kind::NotFound;
    image.file = QStringLiteral("/gone/boot.wim");
    QTest::newRow("gone") << image << Error::Kind::NotFound;
    image.file = QStringLiteral(TEST_DATA "/identity/chance.json");
    QTest::newRow("no image") << image << Error::Kind::InvalidInput;
}

void tst_BootImageFacts::errors()
{
    QFETCH(BootImageDraft, image);
    QFETCH(Error::Kind, kind);
    MediaDraft draft;
    draft.bootImage = image;
    Control control;
    const auto facts = readBootImageFacts(draft, {}, control);
    QVERIFY(!facts);
    QCOMPARE(facts.error().kind, kind);
}

QTEST_GUILESS_MAIN(tst_BootImageFacts)
#include "tst_BootImageFacts.moc"
