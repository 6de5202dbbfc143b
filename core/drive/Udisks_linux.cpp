// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/Udisks.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>
#include <QThread>

#include <atomic>
#include <fcntl.h>

namespace bootwright {

namespace {

using Interfaces = QMap<QString, QVariantMap>;
using ManagedObjects = QMap<QDBusObjectPath, Interfaces>;

constexpr int kListPatience = 10'000;          //!< milliseconds, with the time to start the service
constexpr int kQuestionPatience = 10 * 60'000; //!< a password may have to be looked up
constexpr unsigned long kLookInterval = 50;

QString connectionName()
{
    static std::atomic<int> count = 0;
    return QStringLiteral("bootwright-drives-%1").arg(++count);
}

QString fromBytes(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes.constData()); // up to the NUL that UDisks2 puts at the end
}

//! A property as UdisksObjects has it.
QVariant plain(const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<QDBusObjectPath>())
        return value.value<QDBusObjectPath>().path();
    if (value.metaType() == QMetaType::fromType<QByteArray>())
        return fromBytes(value.toByteArray());
    if (value.metaType() != QMetaType::fromType<QDBusArgument>())
        return value;
    const auto argument = value.value<QDBusArgument>();
    if (argument.currentSignature() != u"aay")
        return {}; // none that we read
    QStringList texts;
    for (const auto &bytes : qdbus_cast<QList<QByteArray>>(argument))
        texts.append(fromBytes(bytes));
    return texts;
}

UdisksObjects plain(const ManagedObjects &objects)
{
    UdisksObjects all;
    for (auto object = objects.begin(); object != objects.end(); ++object)
        for (auto interface = object->begin(); interface != object->end(); ++interface)
            for (auto property = interface->begin(); property != interface->end(); ++property)
                all[object.key().path()][interface.key()][property.key()] = plain(*property);
    return all;
}

QDBusMessage message(const QString &object, const QString &interface, const char *method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.UDisks2"), object, interface, QLatin1String(method));
}

} // namespace

Error udisksError(const QString &name, const QString &text)
{
    const auto detail = name + QStringLiteral(": ") + text;
    const auto is = [&](const char *last) {
        return name == QLatin1String("org.freedesktop.UDisks2.Error.") + QLatin1String(last);
    };
    if (is("NotAuthorizedDismissed"))
        return {Error::Kind::Cancelled,
                Tr::tr("The system's question for permission was dismissed. Start again and answer "
                       "it."),
                detail};
    if (is("NotAuthorizedCanObtain"))
        return {Error::Kind::AccessDenied,
                Tr::tr("The system wants to ask for permission, and no program is there to ask. "
                       "Start it from a desktop, or run pkttyagent in this terminal first."),
                detail};
    if (is("NotAuthorized"))
        return {Error::Kind::AccessDenied,
                Tr::tr("The system does not permit it to this user. Ask an administrator."),
                detail};
    if (is("DeviceBusy") || text.contains(u"Device or resource busy"))
        return {Error::Kind::Device,
                Tr::tr("Another program uses it. Close the programs that have files of it open, "
                       "and start again."),
                detail};
    if (name == u"org.freedesktop.DBus.Error.NoReply")
        return {Error::Kind::Device,
                Tr::tr("No answer came within ten minutes. Start again, and answer the system's "
                       "question for permission."),
                detail};
    return {Error::Kind::Device,
            Tr::tr("The system reports an error. Unplug the drive, plug it in and try again."),
            detail};
}

Udisks::Udisks()
    : m_bus(QDBusConnection::connectToBus(QDBusConnection::SystemBus, connectionName()))
{
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<ManagedObjects>();
}

Udisks::~Udisks()
{
    QDBusConnection::disconnectFromBus(m_bus.name());
}

Result<UdisksObjects> Udisks::objects() const
{
    const auto reply = m_bus.call(message(QStringLiteral("/org/freedesktop/UDisks2"),
                                          QStringLiteral("org.freedesktop.DBus.ObjectManager"),
                                          "GetManagedObjects"),
                                  QDBus::Block,
                                  kListPatience);
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != u"a{oa{sa{sv}}}")
        return Error{Error::Kind::Device,
                     Tr::tr("UDisks2 does not answer on the system bus. Install or start it "
                            "(package udisks2)."),
                     reply.errorName() + QStringLiteral(": ") + reply.errorMessage()};
    return plain(qdbus_cast<ManagedObjects>(reply.arguments().first()));
}

Result<QDBusMessage> Udisks::call(const QString &object,
                                  const char *interface,
                                  const char *method,
                                  const QVariantList &arguments,
                                  Control &control) const
{
    auto request = message(
        object, QLatin1String("org.freedesktop.UDisks2.") + QLatin1String(interface), method);
    request.setArguments(arguments);
    const auto pending = m_bus.asyncCall(request, kQuestionPatience);
    while (!pending.isFinished()) {
        if (const auto going = control.proceed(); !going)
            return going.error();
        QThread::msleep(kLookInterval);
    }
    if (pending.isError())
        return udisksError(pending.error().name(), pending.error().message());
    return pending.reply();
}

Result<DriveHandle> Udisks::openExclusively(const QString &object, Control &control) const
{
    const QVariantMap options{{QStringLiteral("flags"), O_EXCL | O_DIRECT | O_CLOEXEC}};
    const auto reply =
        call(object, "Block", "OpenDevice", {QStringLiteral("rw"), options}, control);
    if (!reply)
        return reply.error();
    const auto passed = reply->arguments().value(0).value<QDBusUnixFileDescriptor>();
    const int own = passed.isValid() ? ::fcntl(passed.fileDescriptor(), F_DUPFD_CLOEXEC, 0) : -1;
    if (own < 0)
        return udisksError({}, QStringLiteral("OpenDevice passed no file descriptor"));
    return DriveHandle(own);
}

Result<void> Udisks::unmount(const QString &object, Control &control) const
{
    const auto reply = call(object, "Filesystem", "Unmount", {QVariantMap()}, control);
    return reply ? Result<void>() : reply.error();
}

Result<void> Udisks::powerOff(const QString &object, Control &control) const
{
    const auto reply = call(object, "Drive", "PowerOff", {QVariantMap()}, control);
    return reply ? Result<void>() : reply.error();
}

Result<void> Udisks::eject(const QString &object, Control &control) const
{
    const auto reply = call(object, "Drive", "Eject", {QVariantMap()}, control);
    return reply ? Result<void>() : reply.error();
}

} // namespace bootwright
