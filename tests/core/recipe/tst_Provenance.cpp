// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/Provenance.h"

#include <QJsonArray>
#include <QTest>

using namespace bootwright;

class tst_Provenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origins_data();
    void origins();
    void defaults();
};

void tst_Provenance::origins_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<std::optional<Origin>>("origin");
    const auto row = [](const char *path, std::optional<Origin> origin) {
        QTest::newRow(path) << QString::fromLatin1(path) << origin;
    };
    row("target.label", Origin::Recipe);           // stands in the file
    row("target.includeAutorun", Origin::Default); // does not
    row("mediaMode", Origin::You);                 // stands there, but was changed
    row("allowUnattended", Origin::Default);       // changed and changed back
    row("managementPoints", Origin::Recipe);       // a list
    row("bootImage", Origin::Recipe);              // an object
    row("security.certificate.expireTime", Origin::Default);
    row("distributionPoint", Origin::You);     // was empty
    row("target.stagingFolder", std::nullopt); // is empty
    row("security.password", std::nullopt);    // no answer of a recipe
}

void tst_Provenance::origins()
{
    QFETCH(QString, path);
    QFETCH(std::optional<Origin>, origin);
    auto draft = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    draft.target.label = QStringLiteral("Hall A");
    draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    const QJsonObject file{{QStringLiteral("mediaMode"), QStringLiteral("dynamic")},
                           {QStringLiteral("target"),
                            QJsonObject{{QStringLiteral("label"), QStringLiteral("Hall A")}}},
                           {QStringLiteral("bootImage"), QJsonObject()},
                           {QStringLiteral("managementPoints"), QJsonArray()}};
    const Provenance provenance(draft, Origin::Recipe, file);
    draft.mediaMode = MediaMode::SiteBased;
    draft.distributionPoint = QStringLiteral("dp01.lab.example");
    QCOMPARE(provenance.of(path, draft), origin);
}

void tst_Provenance::defaults()
{
    auto draft = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    const Provenance provenance(draft);
    QCOMPARE(provenance.of(QStringLiteral("target.label"), draft), Origin::Default);
    draft.target.label = QStringLiteral("mine");
    QCOMPARE(provenance.of(QStringLiteral("target.label"), draft), Origin::You);
}

QTEST_GUILESS_MAIN(tst_Provenance)
#include "tst_Provenance.moc"
