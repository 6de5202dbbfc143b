// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QUrl>

//! tests/support/contract_server.py, or another that talks like it, running on this machine's loopback as long as
//! the object lives.
class ContractServer
{
public:
    explicit ContractServer(QStringList arguments = {},
                            const QString &script = QStringLiteral("contract_server.py"))
    {
        arguments.prepend(QStringLiteral(TEST_DATA "/../support/") + script);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"), arguments);
        m_ports = QJsonDocument::fromJson(line()).object();
    }
    ~ContractServer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    //! Sets a trap; what was asked since the last one.
    QJsonArray trap(const QByteArray &text)
    {
        m_process.write(text + '\n');
        return QJsonDocument::fromJson(line()).array();
    }
    QJsonArray asked() { return trap({}); }
    bool isRunning() const { return !m_ports.isEmpty(); }
    QString name(const QString &server) const
    {
        return QStringLiteral("localhost:%1").arg(m_ports.value(server).toInt());
    }
    QUrl url(const QString &scheme, const QString &server, const QString &path) const
    {
        return QUrl(scheme + QStringLiteral("://") + name(server) + path);
    }

    //! A certificate for localhost and its key, in \a folder; empty if that does not work.
    static QStringList makeCertificate(const QString &folder, const QString &name)
    {
        const auto certificate = QStringLiteral("%1/%2.pem").arg(folder, name);
        const auto key = QStringLiteral("%1/%2.key").arg(folder, name);
        QProcess openssl;
        openssl.start(
            QStringLiteral("openssl"),
            QStringLiteral("req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 "
                           "-addext subjectAltName=DNS:localhost -keyout")
                    .split(u' ')
                + QStringList{key, QStringLiteral("-out"), certificate});
        const auto isMade = openssl.waitForFinished() && openssl.exitCode() == 0;
        return isMade ? QStringList{certificate, key} : QStringList();
    }
    //! The SHA-256 of the certificate in the file \a pem.
    static QByteArray fingerprintOf(const QString &pem)
    {
        QFile file(pem);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const auto lines = file.readAll().split('\n');
        QByteArray base64;
        for (const auto &line : lines) {
            if (!line.startsWith("-----"))
                base64 += line;
        }
        return QCryptographicHash::hash(QByteArray::fromBase64(base64), QCryptographicHash::Sha256);
    }

private:
    QByteArray line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {}
        return m_process.readLine();
    }

    QProcess m_process;
    QJsonObject m_ports;
};
