// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/LoaderSignature.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! Programs signed here and now by osslsigncode and sbsign; both are also the judges.
class tst_LoaderSignatureTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsOsslsigncode_data();
    void readsOsslsigncode();
    void readsSbsign();
    void readsNested();
    void readsTimestampedAndRemoved();
    void agreesOnChangedPrograms_data();
    void agreesOnChangedPrograms();

private:
    QString at(const QString &name) const { return m_folder.filePath(name); }
    QByteArray bytes(const QString &name) const;
    bool run(const QString &program, const QStringList &arguments);
    bool makeSigner(const QString &name, const QString &authority);
    bool
    sign(const QString &who, const QString &from, const QString &to, const QStringList &more = {});

    QTemporaryDir m_folder;
    QByteArray m_output;
};

QByteArray tst_LoaderSignatureTools::bytes(const QString &name) const
{
    QFile file(at(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! True if \a program could be run and says that all is well; what it said is in m_output.
bool tst_LoaderSignatureTools::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("no_proxy"), QStringLiteral("127.0.0.1"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(60000);
    m_output = ended ? process.readAll() : "cannot be run";
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    qWarning("%s: %s", qPrintable(program), m_output.constData());
    return false;
}

bool tst_LoaderSignatureTools::makeSigner(const QString &name, const QString &authority)
{
    const QStringList key{
        QStringLiteral("-newkey"), QStringLiteral("rsa:2048"), QStringLiteral("-nodes")};
    const QString ca = name + QStringLiteral("-ca");
    return run(QStringLiteral("openssl"),
               QStringList{QStringLiteral("req"),
                           QStringLiteral("-x509"),
                           QStringLiteral("-subj"),
                           QStringLiteral("/O=Tests/CN=") + authority,
                           QStringLiteral("-keyout"),
                           ca + QStringLiteral(".key"),
                           QStringLiteral("-out"),
                           ca + QStringLiteral(".pem")}
                   + key)
           && run(QStringLiteral("openssl"),
                  QStringList{QStringLiteral("req"),
                              QStringLiteral("-subj"),
                              QStringLiteral("/CN=Signer"),
                              QStringLiteral("-keyout"),
                              name + QStringLiteral(".key"),
                              QStringLiteral("-out"),
                              name + QStringLiteral(".csr")}
                      + key)
           && run(QStringLiteral("openssl"),
                  {QStringLiteral("x509"),
                   QStringLiteral("-req"),
                   QStringLiteral("-in"),
                   name + QStringLiteral(".csr"),
                   QStringLiteral("-CA"),
                   ca + QStringLiteral(".pem"),
                   QStringLiteral("-CAkey"),
                   ca + QStringLiteral(".key"),
                   QStringLiteral("-out"),
                   name + QStringLiteral(".pem")});
}

bool tst_LoaderSignatureTools::sign(const QString &who,
                                    const QString &from,
                                    const QString &to,
                                    const QStringList &more)
{
    return run(QStringLiteral("osslsigncode"),
               QStringList{QStringLiteral("sign"),
                           QStringLiteral("-certs"),
                           who + QStringLiteral(".pem"),
                           QStringLiteral("-key"),
                           who + QStringLiteral(".key"),
                           QStringLiteral("-in"),
                           from,
                           QStringLiteral("-out"),
                           to}
                   + more);
}

void tst_LoaderSignatureTools::initTestCase()
{
    for (const auto &name : {"unsigned-x64.efi", "unsigned-x86.efi", "unsigned-arm64.efi"}) {
        const auto file = QString::fromLatin1(name);
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/loaders/") + file, at(file)));
    }
    QVERIFY(makeSigner(QStringLiteral("2011"),
                       QStringLiteral("Microsoft Windows Production PCA 2011")));
    QVERIFY(makeSigner(QStringLiteral("2023"), QStringLiteral("Windows UEFI CA 2023")));
}

void tst_LoaderSignatureTools::readsOsslsigncode_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("hash");
    for (const auto &program : {"x64", "x86", "arm64"}) {
        for (const auto &hash : {"sha1", "sha256", "sha384", "sha512"}) {
            QTest::addRow("%s %s", program, hash)
                << QStringLiteral("unsigned-%1.efi").arg(QLatin1String(program))
                << QString::fromLatin1(hash);
        }
    }
}

void tst_LoaderSignatureTools::readsOsslsigncode()
{
    QFETCH(QString, program);
    QFETCH(QString, hash);
    const auto file = hash + program;
    QVERIFY(sign(QStringLiteral("2023"), program, file, {QStringLiteral("-h"), hash}));
    const auto signature = readLoaderSignature(bytes(file));
    QVERIFY(signature);
    QVERIFY(signature->signer == LoaderSigner::Microsoft2023);
    QCOMPARE(signature->issuers, QStringList{QStringLiteral("Windows UEFI CA 2023")});
    QVERIFY(signature->digestMatches);
    QVERIFY(!signature->hasNested);
}

void tst_LoaderSignatureTools::readsSbsign()
{
    const auto sbsign = [&](const QString &who, const QString &from, const QString &to) {
        return run(QStringLiteral("sbsign"),
                   {QStringLiteral("--key"),
                    who + QStringLiteral(".key"),
                    QStringLiteral("--cert"),
                    who + QStringLiteral(".pem"),
                    QStringLiteral("--output"),
                    to,
                    from});
    };
    const QString once = QStringLiteral("once.efi");
    const QString twice = QStringLiteral("twice.efi");
    QVERIFY(sbsign(QStringLiteral("2011"), QStringLiteral("unsigned-x64.efi"), once));
    QVERIFY(sbsign(QStringLiteral("2023"), once, twice));
    const auto one = readLoaderSignature(bytes(once));
    QVERIFY(one);
    QVERIFY(one->signer == LoaderSigner::Microsoft2011 && one->digestMatches);
    const auto two = readLoaderSignature(bytes(twice));
    QVERIFY(two);
    QVERIFY(two->signer == LoaderSigner::Microsoft2023 && two->digestMatches);
    QCOMPARE(two->issuers.size(), 2);
    QVERIFY(!two->hasNested);
}

void tst_LoaderSignatureTools::readsNested()
{
    QVERIFY(
        sign(QStringLiteral("2011"), QStringLiteral("unsigned-x64.efi"), QStringLiteral("n1.efi")));
    const QStringList nest{QStringLiteral("-nest")};
    QVERIFY(sign(QStringLiteral("2023"), QStringLiteral("n1.efi"), QStringLiteral("n2.efi"), nest));
    QVERIFY(sign(QStringLiteral("2011"), QStringLiteral("n2.efi"), QStringLiteral("n3.efi"), nest));
    const auto signature = readLoaderSignature(bytes(QStringLiteral("n3.efi")));
    QVERIFY(signature);
    QVERIFY(signature->signer == LoaderSigner::Microsoft2011);
    QCOMPARE(signature->issuers.size(), 3);
    QCOMPARE(signature->issuers.first(), QStringLiteral("Microsoft Windows Production PCA 2011"));
    QVERIFY(signature->issuers.contains(QStringLiteral("Windows UEFI CA 2023")));
    QVERIFY(signature->hasNested);
    QVERIFY(signature->digestMatches);
}

void tst_LoaderSignatureTools::readsTimestampedAndRemoved()
{
    QVERIFY(run(QStringLiteral("openssl"),
                {QStringLiteral("req"),
                 QStringLiteral("-x509"),
                 QStringLiteral("-subj"),
                 QStringLiteral("/CN=Clock"),
                 QStringLiteral("-addext"),
                 QStringLiteral("extendedKeyUsage=critical,timeStamping"),
                 QStringLiteral("-newkey"),
                 QStringLiteral("rsa:2048"),
                 QStringLiteral("-nodes"),
                 QStringLiteral("-keyout"),
                 QStringLiteral("clock.key"),
                 QStringLiteral("-out"),
                 QStringLiteral("clock.pem")}));
    QProcess authority; // Debian 12's osslsigncode 2.5 gets a timestamp only from a server
    authority.start(QStringLiteral("python3"),
                    {QStringLiteral(TEST_DATA "/../support/timestamp_server.py"),
                     at(QStringLiteral("clock.pem")),
                     at(QStringLiteral("clock.key"))});
    QVERIFY(authority.waitForReadyRead(60000));
    const auto address = QString::fromLatin1(authority.readLine().trimmed());
    const QString stamped = QStringLiteral("stamped.efi");
    QVERIFY(sign(QStringLiteral("2023"),
                 QStringLiteral("unsigned-x64.efi"),
                 stamped,
                 {QStringLiteral("-ts"), address}));
    QVERIFY(authority.waitForFinished(60000));
    QVERIFY(bytes(stamped).contains("Clock")); // the timestamp is there
    const auto signature = readLoaderSignature(bytes(stamped));
    QVERIFY(signature);
    QCOMPARE(signature->issuers, QStringList{QStringLiteral("Windows UEFI CA 2023")});
    QVERIFY(signature->digestMatches);

    const QString removed = QStringLiteral("removed.efi");
    QVERIFY(run(QStringLiteral("osslsigncode"),
                {QStringLiteral("remove-signature"),
                 QStringLiteral("-in"),
                 stamped,
                 QStringLiteral("-out"),
                 removed}));
    const auto without = readLoaderSignature(bytes(removed));
    QVERIFY(without);
    QVERIFY(without->signer == LoaderSigner::Unsigned);
}

void tst_LoaderSignatureTools::agreesOnChangedPrograms_data()
{
    QTest::addColumn<int>("changedAt");
    QTest::newRow("not at all") << -1;
    QTest::newRow("in the DOS header") << 30;
    QTest::newRow("in the code") << 0x400;
    QTest::newRow("in the last section") << 2559;
}

void tst_LoaderSignatureTools::agreesOnChangedPrograms()
{
    QFETCH(int, changedAt);
    const QString name = QStringLiteral("changed.efi");
    QFile::remove(at(name));
    QVERIFY(sign(QStringLiteral("2023"), QStringLiteral("unsigned-x64.efi"), name));
    auto changed = bytes(name);
    if (changedAt >= 0)
        changed[changedAt] = char(changed[changedAt] ^ 1);
    QFile file(at(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(changed), changed.size());
    file.close();

    // sbverify compares digest and signer, as firmware does
    const bool verified = run(QStringLiteral("sbverify"),
                              {QStringLiteral("--cert"), QStringLiteral("2023.pem"), name});
    QVERIFY2(
        m_output.contains(verified ? "Signature verification OK" : "Signature verification failed"),
        m_output);
    const auto signature = readLoaderSignature(changed);
    QVERIFY(signature);
    QCOMPARE(signature->digestMatches, verified);
    QCOMPARE(verified, changedAt < 0);
}

QTEST_GUILESS_MAIN(tst_LoaderSignatureTools)
#include "tst_LoaderSignatureTools.moc"
