// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveMessage.h"

#include "core/base/JsonReader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace bootwright {

namespace {

using Need = JsonReader::Need;

constexpr qint64 kMostSize = qint64(1) << 52; //!< bytes; JSON's numbers are exact up to there
constexpr qint64 kMostNumber = std::numeric_limits<quint32>::max();

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

template<typename T>
void readNumber(JsonReader &reader, const QString &key, T &into, qint64 most)
{
    auto number = qint64(into);
    reader.number(key, number, Need::Required, 0, most);
    into = T(number);
}

void readIdentity(JsonReader &reader, DriveIdentity &into)
{
    reader.text(QStringLiteral("path"), into.path, Need::Required);
    reader.text(QStringLiteral("serial"), into.serial, Need::RequiredMayBeEmpty);
    reader.text(QStringLiteral("place"), into.place, Need::RequiredMayBeEmpty);
    readNumber(reader, QStringLiteral("size"), into.size, kMostSize);
    readNumber(reader, QStringLiteral("number"), into.number, kMostNumber);
    readNumber(reader, QStringLiteral("sequence"), into.sequence, kMostSize);
}

void readHandles(JsonReader &reader, std::vector<qint64> &into)
{
    const auto key = QStringLiteral("handles");
    QStringList texts;
    reader.texts(key, texts, Need::Required);
    for (const auto &text : texts) {
        auto isNumber = false;
        into.push_back(text.toLongLong(&isNumber));
        if (!isNumber || into.back() <= 0)
            reader.fault(key, QStringLiteral("handles"));
    }
    if (into.empty())
        reader.fault(key, QStringLiteral("the handle of a drive"));
}

void readDrive(JsonReader &reader, HandedDrive &into)
{
    readHandles(reader, into.handles);
    reader.text(QStringLiteral("name"), into.name, Need::Required);
    reader.text(QStringLiteral("vendor"), into.vendor, Need::RequiredMayBeEmpty);
    reader.text(QStringLiteral("model"), into.model, Need::RequiredMayBeEmpty);
    reader.text(QStringLiteral("serial"), into.serial, Need::RequiredMayBeEmpty);
    readNumber(reader, QStringLiteral("size"), into.size, kMostSize);
    readNumber(reader, QStringLiteral("logicalSectorSize"), into.logicalSectorSize, kMostNumber);
}

void readError(JsonReader &reader, Error &into)
{
    std::vector<std::pair<QString, Error::Kind>> kinds;
    for (auto kind = 0; kind <= int(Error::Kind::Cancelled); ++kind)
        kinds.emplace_back(kindName(Error::Kind(kind)), Error::Kind(kind));
    reader.choice(QStringLiteral("kind"), into.kind, Need::Required, kinds);
    reader.text(QStringLiteral("message"), into.message, Need::RequiredMayBeEmpty);
    reader.text(QStringLiteral("detail"), into.detail, Need::RequiredMayBeEmpty);
}

} // namespace

QByteArray messageOf(const DriveRequest &request)
{
    const auto &chosen = request.chosen;
    const QJsonObject identity{{QStringLiteral("path"), chosen.path},
                               {QStringLiteral("serial"), chosen.serial},
                               {QStringLiteral("place"), chosen.place},
                               {QStringLiteral("size"), qint64(chosen.size)},
                               {QStringLiteral("number"), qint64(chosen.number)},
                               {QStringLiteral("sequence"), qint64(chosen.sequence)}};
    return lineOf({{QStringLiteral("open"), identity},
                   {QStringLiteral("unlocked"), request.unlocked == Unlocked::Yes}});
}

Result<DriveRequest> driveRequest(QByteArrayView message)
{
    DriveRequest request;
    auto isUnlocked = false;
    const auto read = JsonReader::read(message, {}, [&](JsonReader &reader) {
        reader.object(QStringLiteral("open"), Need::Required, [&](JsonReader &body) {
            readIdentity(body, request.chosen);
        });
        reader.flag(QStringLiteral("unlocked"), isUnlocked, Need::Required);
    });
    if (!read)
        return read.error();
    request.unlocked = isUnlocked ? Unlocked::Yes : Unlocked::No;
    return request;
}

QByteArray messageOf(const Result<HandedDrive> &answer)
{
    if (!answer) {
        const auto &error = answer.error();
        return lineOf({{QStringLiteral("error"),
                        QJsonObject{{QStringLiteral("kind"), kindName(error.kind)},
                                    {QStringLiteral("message"), error.message},
                                    {QStringLiteral("detail"), error.detail}}}});
    }
    QJsonArray handles;
    for (const auto handle : answer->handles)
        handles.append(QString::number(handle));
    return lineOf(
        {{QStringLiteral("opened"),
          QJsonObject{{QStringLiteral("handles"), handles},
                      {QStringLiteral("name"), answer->name},
                      {QStringLiteral("vendor"), answer->vendor},
                      {QStringLiteral("model"), answer->model},
                      {QStringLiteral("serial"), answer->serial},
                      {QStringLiteral("size"), qint64(answer->size)},
                      {QStringLiteral("logicalSectorSize"), qint64(answer->logicalSectorSize)}}}});
}

Result<HandedDrive> handedDrive(QByteArrayView message)
{
    HandedDrive drive;
    std::optional<Error> error;
    const auto read = JsonReader::read(message, {}, [&](JsonReader &reader) {
        const auto failed = QStringLiteral("error");
        if (reader.has(failed))
            reader.object(failed, Need::Required, [&](JsonReader &body) {
                readError(body, error.emplace());
            });
        else
            reader.object(QStringLiteral("opened"), Need::Required, [&](JsonReader &body) {
                readDrive(body, drive);
            });
    });
    if (!read)
        return read.error();
    if (error)
        return *error;
    return drive;
}

} // namespace bootwright
