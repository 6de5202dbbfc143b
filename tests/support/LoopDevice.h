// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

namespace bootwright {

//! Runs a program of this system; what it prints, or a fatal end of the test if it fails.
inline QString runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s %s: %s",
               qPrintable(program),
               qPrintable(arguments.join(u' ')),
               process.readAll().constData());
    return QString::fromUtf8(process.readAll()).trimmed();
}

//! A loop device over a sparse file of its own, or over another device. Needs root. The kernel takes it
//! away when this process ends, however it ends.
class LoopDevice
{
public:
    explicit LoopDevice(quint64 size)
    {
        QFile file(backingFile());
        if (!file.open(QIODevice::WriteOnly) || !file.resize(qint64(size)))
            qFatal("no room for a loop device");
        attach({QStringLiteral("--find"), QStringLiteral("--partscan"), backingFile()});
    }
    explicit LoopDevice(const QString &device)
    {
        attach({QStringLiteral("--find"), QStringLiteral("--read-only"), device});
    }
    LoopDevice(const LoopDevice &) = delete;
    LoopDevice &operator=(const LoopDevice &) = delete;
    ~LoopDevice() { detach(); }

    QString path() const { return m_path; }
    QString backingFile() const { return m_folder.filePath(QStringLiteral("drive.img")); }

    void detach()
    {
        if (!m_hold.isOpen())
            return;
        m_hold.close();
        // it goes when the last one closes it, and udev may be looking at it
        const auto file =
            QStringLiteral("/sys/class/block/%1/loop/backing_file").arg(m_path.section(u'/', -1));
        for (int i = 0; QFile::exists(file) && i < 200; ++i)
            QThread::msleep(50);
    }
    //! Takes the device off its file and puts it back: for the system, another drive was plugged in.
    void replug()
    {
        detach();
        attach({QStringLiteral("--partscan"), m_path, backingFile()});
    }

private:
    void attach(const QStringList &arguments)
    {
        const auto shown =
            runTool(QStringLiteral("losetup"), QStringList{QStringLiteral("--show")} + arguments);
        if (m_path.isEmpty())
            m_path = shown;
        m_hold.setFileName(m_path);
        if (!m_hold.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("%s: %s", qPrintable(m_path), qPrintable(m_hold.errorString()));
        // while it is open this only says that it is to go with the last one
        runTool(QStringLiteral("losetup"), {QStringLiteral("--detach"), m_path});
    }

    QTemporaryDir m_folder;
    QString m_path;
    QFile m_hold;
};

} // namespace bootwright
