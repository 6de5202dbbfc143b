// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ShareInputs.h"

#include <QDir>
#include <QTest>

#include <thread>

using namespace bootwright;

//! Copies from a real share, beside support/real_site.py.
class tst_ShareCopiesTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onceUntilItChanges();
    void folder();
    void fileOrFolder();
    void keepsAFew();
    void waitsAndIsCancelled();
    void missing();

private:
    Result<Reach> reach(const MediaDraft &draft);
    bool write(const QString &name, const QByteArray &bytes) const;
    static QByteArray read(const QString &path);
    static QString onShare(const QString &name)
    {
        return QStringLiteral("\\\\files01.lab.example\\images\\") + name;
    }

    QDir m_images;
    ShareCopies m_copies;
};

void tst_ShareCopiesTools::initTestCase()
{
    m_images.setPath(qEnvironmentVariable("BOOTWRIGHT_IMAGES"));
    QVERIFY(m_images.exists());
}

Result<Reach> tst_ShareCopiesTools::reach(const MediaDraft &draft)
{
    Control control;
    return reachInputs(draft, {}, control, &m_copies);
}

bool tst_ShareCopiesTools::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_images.filePath(name));
    return m_images.mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly)
           && file.write(bytes) == bytes.size();
}

QByteArray tst_ShareCopiesTools::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_ShareCopiesTools::onceUntilItChanges()
{
    QVERIFY(write(QStringLiteral("boot.wim"), "first"));
    MediaDraft draft;
    draft.bootImage.file = onShare(QStringLiteral("boot.wim"));
    const auto first = reach(draft);
    QVERIFY2(first, qPrintable(first ? QString() : first.error().message));
    QCOMPARE(read(first->draft.bootImage.file), QByteArray("first"));
    QVERIFY(first->draft.bootImage.file.endsWith(QStringLiteral("/boot.wim")));
    const auto again = reach(draft);
    QVERIFY(again);
    QCOMPARE(again->draft.bootImage.file, first->draft.bootImage.file);
    QVERIFY(write(QStringLiteral("boot.wim"), "other")); // as long, but later
    const auto changed = reach(draft);
    QVERIFY(changed);
    QVERIFY(changed->draft.bootImage.file != first->draft.bootImage.file);
    QCOMPARE(read(changed->draft.bootImage.file), QByteArray("other"));
    QCOMPARE(read(first->draft.bootImage.file), QByteArray("first")); // who holds it keeps it
}

void tst_ShareCopiesTools::folder()
{
    QVERIFY(write(QStringLiteral("extra/sub/a.txt"), "a"));
    MediaDraft draft;
    draft.extraFiles.folder = onShare(QStringLiteral("extra"));
    const auto first = reach(draft);
    QVERIFY(first);
    QCOMPARE(read(first->draft.extraFiles.folder + QStringLiteral("/sub/a.txt")), QByteArray("a"));
    const auto again = reach(draft);
    QVERIFY(again);
    QCOMPARE(again->draft.extraFiles.folder, first->draft.extraFiles.folder);
    QVERIFY(write(QStringLiteral("extra/sub/b.txt"), "b"));
    const auto more = reach(draft);
    QVERIFY(more);
    QCOMPARE(read(more->draft.extraFiles.folder + QStringLiteral("/sub/b.txt")), QByteArray("b"));
}

//! Reference media may be an image or a folder.
void tst_ShareCopiesTools::fileOrFolder()
{
    QVERIFY(write(QStringLiteral("old.iso"), "image"));
    QVERIFY(write(QStringLiteral("old/SMS/data/TsmBootstrap.ini"), "ini"));
    MediaDraft draft;
    draft.reference = onShare(QStringLiteral("old.iso"));
    const auto file = reach(draft);
    QVERIFY(file);
    QCOMPARE(read(file->draft.reference), QByteArray("image"));
    draft.reference = onShare(QStringLiteral("old"));
    const auto folder = reach(draft);
    QVERIFY2(folder, qPrintable(folder ? QString() : folder.error().message));
    QCOMPARE(read(folder->draft.reference + QStringLiteral("/SMS/data/TsmBootstrap.ini")),
             QByteArray("ini"));
}

void tst_ShareCopiesTools::keepsAFew()
{
    QStringList places;
    for (int i = 0; i < 20; ++i) {
        const auto name = QStringLiteral("many%1.wim").arg(i);
        QVERIFY(write(name, "x"));
        MediaDraft draft;
        draft.bootImage.file = onShare(name);
        const auto reached = reach(draft);
        QVERIFY(reached);
        places.append(reached->draft.bootImage.file);
    }
    const auto left = std::count_if(
        places.begin(), places.end(), [](const auto &path) { return QFile::exists(path); });
    QCOMPARE(left, 8);
    QVERIFY(QFile::exists(places.last()));
}

//! Nobody waits for a copy that another one makes longer than he likes.
void tst_ShareCopiesTools::waitsAndIsCancelled()
{
    QFile large(m_images.filePath(QStringLiteral("large.wim")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(qint64(8) << 30));
    large.close();
    MediaDraft draft;
    draft.bootImage.file = onShare(QStringLiteral("large.wim"));
    std::stop_source stop;
    std::atomic<bool> isCopying = false;
    std::optional<Error::Kind> ended;
    std::thread copier([&] {
        Control control(stop.get_token(),
                        [&](const Progress &progress) { isCopying = progress.done > 0; });
        const auto reached = reachInputs(draft, {}, control, &m_copies);
        if (!reached)
            ended = reached.error().kind;
    });
    const bool hasBegun = QTest::qWaitFor([&] { return isCopying.load(); }, 60000);
    std::stop_source impatient;
    impatient.request_stop();
    Control control(impatient.get_token());
    const auto other = reachInputs(draft, {}, control, &m_copies);
    stop.request_stop();
    copier.join();
    large.remove();
    QVERIFY(hasBegun);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::Cancelled);
    QCOMPARE(ended, std::optional(Error::Kind::Cancelled));
}

void tst_ShareCopiesTools::missing()
{
    MediaDraft draft;
    draft.reference = onShare(QStringLiteral("none.iso"));
    const auto reached = reach(draft);
    QVERIFY(!reached);
    QCOMPARE(reached.error().kind, Error::Kind::NotFound);
    QCOMPARE(reached.error().message,
             QStringLiteral("Cannot open \"\\\\files01.lab.example\\images\\none.iso\". It does "
                            "not exist."));
}

QTEST_GUILESS_MAIN(tst_ShareCopiesTools)
#include "tst_ShareCopiesTools.moc"
