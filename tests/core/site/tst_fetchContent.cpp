// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/site/WebContent.h"
#include "core/site/fetchContent.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

const Content Boot{text("LAB00005"), 7, text("boot.LAB00005.wim")};

//! A place that has these files, with their names as their contents.
class ShelfPlace final : public ContentPlace
{
public:
    explicit ShelfPlace(QStringList files, int *fetches = nullptr)
        : m_files(std::move(files))
        , m_fetches(fetches)
    {}
    QString name() const override { return text("the shelf"); }
    Result<QList<ContentFile>> list(const Content &, Control &) override
    {
        if (m_files.isEmpty())
            return Error{Error::Kind::NotFound, text("It is empty."), {}};
        QList<ContentFile> files;
        for (const auto &path : m_files)
            files.append({path, quint64(path.size()), sha256(path.toUtf8())});
        return files;
    }
    Result<void> fetch(const ContentFile &file, const QString &target, Control &) override
    {
        QFile out(target);
        if (!out.open(QIODevice::WriteOnly) || out.write(file.path.toUtf8()) < 0)
            return Error{Error::Kind::Device, out.errorString(), {}};
        if (m_fetches)
            ++*m_fetches;
        return {};
    }

private:
    QStringList m_files;
    int *m_fetches;
};

Result<QList<ContentFile>> all(const QList<ContentFile> &files)
{
    return files;
}

template<typename... Places>
std::vector<std::unique_ptr<ContentPlace>> places(Places... place)
{
    std::vector<std::unique_ptr<ContentPlace>> list;
    (list.push_back(std::make_unique<Places>(std::move(place))), ...);
    return list;
}

} // namespace

class tst_fetchContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchedOnce();
    void damagedCacheIsFetchedAgain();
    void nextPlace();
    void namesThatLeadElsewhere_data();
    void namesThatLeadElsewhere();
    void nowhere();
    void limit();
    void bootImages_data();
    void bootImages();
    void links();
    void contentIni();

private:
    Result<Fetched> fetch(const QTemporaryDir &root,
                          std::vector<std::unique_ptr<ContentPlace>> list,
                          const Content &content = Boot)
    {
        return fetchContent(
            ContentCache(root.path(), 1_MiB), text("LAB"), content, list, all, m_control);
    }

    Control m_control;
};

void tst_fetchContent::fetchedOnce()
{
    const QTemporaryDir root;
    int fetches = 0;
    const auto first =
        fetch(root, places(ShelfPlace({text("a.wim"), text("sub/b.txt")}, &fetches)));
    QVERIFY2(first, first ? "" : qPrintable(first.error().message));
    QCOMPARE(first->folder, root.path() + text("/LAB-LAB00005.7/files"));
    QCOMPARE(first->files.size(), 2);
    QCOMPARE(fetches, 2);
    const auto second = fetch(root, {});
    QVERIFY2(second, second ? "" : qPrintable(second.error().message));
    QCOMPARE(second->files[1].path, text("sub/b.txt"));
    auto newer = Boot;
    newer.version = 8;
    QVERIFY(!fetch(root, {}, newer));
}

void tst_fetchContent::damagedCacheIsFetchedAgain()
{
    const QTemporaryDir root;
    int fetches = 0;
    QVERIFY(fetch(root, places(ShelfPlace({text("a.wim")}, &fetches))));
    QFile file(root.path() + text("/LAB-LAB00005.7/files/a.wim"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("A.wim");
    file.close();
    QVERIFY(fetch(root, places(ShelfPlace({text("a.wim")}, &fetches))));
    QCOMPARE(fetches, 2);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a.wim"));
}

void tst_fetchContent::nextPlace()
{
    const QTemporaryDir root;
    const auto fetched = fetch(root, places(ShelfPlace({}), ShelfPlace({text("a.wim")})));
    QVERIFY(fetched);
    QCOMPARE(fetched->files.size(), 1);
}

void tst_fetchContent::namesThatLeadElsewhere_data()
{
    QTest::addColumn<QString>("path");
    for (const auto *path :
         {"../x", "a/../../x", "/etc/x", "C:/x", "a\\..\\x", "con", "", "a//b", "a\nb", "."})
        QTest::newRow(path) << text(path);
}

void tst_fetchContent::namesThatLeadElsewhere()
{
    QFETCH(QString, path);
    const QTemporaryDir root;
    int fetches = 0;
    const auto fetched = fetch(root, places(ShelfPlace({path}, &fetches)));
    QVERIFY(!fetched);
    QCOMPARE(fetches, 0);
    const Content hostile{path + text("/.."), 1, {}};
    QVERIFY(!fetch(root, places(ShelfPlace({text("a")}, &fetches)), hostile));
    QCOMPARE(fetches, 0);
}

void tst_fetchContent::nowhere()
{
    const QTemporaryDir root;
    const auto fetched = fetch(root, places(ShelfPlace({})));
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().kind, Error::Kind::NotFound);
    QCOMPARE(fetched.error().message,
             text("Cannot get the content of LAB00005. From the shelf: It is empty."));
    QCOMPARE(fetch(root, {}).error().message,
             text("Cannot get the content of LAB00005. No distribution point holds it, and its "
                  "source is not known."));
}

void tst_fetchContent::limit()
{
    const QTemporaryDir root;
    const ContentCache cache(root.path(), 1000);
    const auto fill = [&](const char *id, qsizetype size) {
        const Content content{text(id), 1, {}};
        return fetchContent(cache,
                            text("LAB"),
                            content,
                            places(ShelfPlace({QString(size, u'x') + text(".wim")})),
                            all,
                            m_control);
    };
    const auto isThere = [&](const char *id) {
        return QDir(root.path()).exists(text("LAB-") + text(id) + text(".1"));
    };
    const auto age = [&](const char *id, int seconds) {
        QFile record(root.path() + text("/LAB-") + text(id) + text(".1/content.json"));
        return record.open(QIODevice::ReadWrite)
               && record.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-seconds),
                                     QFileDevice::FileModificationTime);
    };
    QVERIFY(fill("OLDEST01", 100));
    QVERIFY(fill("NEWER002", 100));
    QVERIFY(age("OLDEST01", 20) && age("NEWER002", 10));
    QVERIFY(fill("NEWEST03", 200));
    QVERIFY(!isThere("OLDEST01"));
    QVERIFY(isThere("NEWER002"));
    const auto tooLarge = fetchContent(ContentCache(root.path(), 100),
                                       text("LAB"),
                                       Boot,
                                       places(ShelfPlace({QString(200, u'x')})),
                                       all,
                                       m_control);
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().kind, Error::Kind::NoSpace);
    QCOMPARE(tooLarge.error().message,
             text("Cannot keep 200 bytes of content. The limit of the folder \"%1\" is 100 bytes.")
                 .arg(root.path()));
}

void tst_fetchContent::bootImages_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("as the site names it")
        << QStringList{text("other.wim"), text("BOOT.lab00005.wim")} << text("BOOT.lab00005.wim");
    QTest::newRow("the only .wim")
        << QStringList{text("readme.txt"), text("winpe.WIM")} << text("winpe.WIM");
    QTest::newRow("with the package's ID")
        << QStringList{text("a.wim"), text("winpe.LAB00005.wim")} << text("winpe.LAB00005.wim");
    QTest::newRow("two") << QStringList{text("a.wim"), text("b.wim")} << QString();
    QTest::newRow("none") << QStringList{text("a.txt")} << QString();
}

void tst_fetchContent::bootImages()
{
    QFETCH(QStringList, files);
    QFETCH(QString, chosen);
    QList<ContentFile> list;
    for (const auto &file : files)
        list.append({file, 1, {}});
    const auto found = chooseBootImage(list, Boot);
    QCOMPARE(found ? found->first().path : QString(), chosen);
}

void tst_fetchContent::links()
{
    const QUrl here(text("http://dp01.lab.example/SMS_DP_SMSPKG$/LAB00005"));
    QFile sample(QStringLiteral(TEST_DATA "/site/dp.listing.html"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    QCOMPARE(linkedNames(sample.readAll(), here), QStringList{text("boot.LAB00005.wim")});
    const QByteArray html = R"html(
        <A HREF="/">up</A> <a href="http://evil.example/SMS_DP_SMSPKG$/LAB00005/x.wim">x</a>
        &lt;dir&gt; <A HREF="/SMS_DP_SMSPKG$/LAB00005/sub">sub</A> <a href='LAB00005/gr%C3%BC%20n.txt'>n</a>
        <a href="/SMS_DP_SMSPKG$/LAB00005/deep/er.txt"> <a href="/SMS_DP_SMSPKG$/LAB00005/..%2Fx">
        <a href="/SMS_DP_SMSPKG$/LAB00005/..%5Cx"> <a href="/SMS_DP_SMSPKG$/LAB00005/%2e%2e"> <a href="/SMS_DP_SMSPKG$/LAB00005/con">
        <a href="javascript:alert(1)"> <a href="/SMS_DP_SMSPKG$/LAB00005/"> <a href="/SMS_DP_SMSPKG$/LAB00005/a%00b"> <a href="///">)html";
    QCOMPARE(linkedNames(html, here), (QStringList{text("sub/"), text("grü n.txt")}));
}

void tst_fetchContent::contentIni()
{
    QFile sample(QStringLiteral(TEST_DATA "/site/dp.datalib-ini.txt"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const auto file = parseContentIni(text("a"), sample.readAll());
    QCOMPARE(file.size, quint64(412345678));
    QCOMPARE(file.sha256.toHex().toUpper(),
             QByteArray("E8A136A1348B4CFE97334D0F65934845F2B4675D0B7D925AB830378F4ECF39B9"));
    QVERIFY(parseContentIni(text("a"), "[File]\r\nHash=E8A1\r\nSize=x\r\n").sha256.isEmpty());
    QCOMPARE(parseContentIni(text("a"),
                             "[File]\r\nHash_SHA256 = "
                             "E8A136A1348B4CFE97334D0F65934845F2B4675D0B7D925AB830378F4ECF39B9\r\n")
                 .sha256,
             file.sha256);
}

QTEST_GUILESS_MAIN(tst_fetchContent)
#include "tst_fetchContent.moc"
