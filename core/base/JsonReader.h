// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace bootwright {

//! One object of a JSON file that people write, read strictly: each key that is asked for is known, all
//! others are faults, and so are doubled keys, wrong types and missing answers. A fault names the JSON
//! path and what was expected there; the value that was to be read stays as it was.
class JsonReader
{
public:
    //! Required: there and, for a text, not empty.
    enum class Need { Required, RequiredMayBeEmpty, Optional };
    using Body = std::function<void(JsonReader &)>;

    //! Calls \a body with the root object of \a json. Paths in it are relative to \a folder.
    //! InvalidInput: the message is the first fault (unknown keys first), the detail has them all.
    static Result<void> read(QByteArrayView json, const QString &folder, const Body &body);
    //! The same for a file that is to be mended rather than refused: \a body gets whatever can be read,
    //! of damaged JSON what stands before the damage. Every fault, as a sentence.
    static QStringList readWhatIsGood(QByteArrayView json, const QString &folder, const Body &body);

    //! The object as it stands in the file.
    const QJsonObject &json() const { return m_object; }
    bool has(const QString &key) const { return m_object.contains(key); }

    //! A text. \a expected says what, for example "a package ID".
    void text(const QString &key, QString &into, Need need, const QString &expected = {});
    //! A path, made absolute.
    void path(const QString &key, QString &into, Need need);
    void flag(const QString &key, bool &into, Need need);
    //! A whole number from \a least to \a most.
    void number(const QString &key, qint64 &into, Need need, qint64 least, qint64 most);
    //! A time with its distance from UTC, as in RFC 3339.
    void time(const QString &key, QDateTime &into, Need need);
    void texts(const QString &key, QStringList &into, Need need);
    //! The object at \a key, read by \a body.
    void object(const QString &key, Need need, const Body &body);
    //! Each object of the list at \a key, read by \a body.
    void objects(const QString &key, Need need, const Body &body);

    //! One of a few words.
    template<typename T>
    void
    choice(const QString &key, T &into, Need need, const std::vector<std::pair<QString, T>> &words)
    {
        QStringList spelled;
        for (const auto &[word, value] : words)
            spelled.append(word);
        if (const auto index = wordIndex(key, need, spelled); index >= 0)
            into = words[size_t(index)].second;
    }

    //! \a key holds something else than \a expected.
    void fault(const QString &key, const QString &expected);
    //! \a key must not stand here, for the reason that \a message gives as a sentence.
    void refuse(const QString &key, const QString &message);

private:
    struct Faults
    {
        QStringList unknownKeys;
        QStringList others;
    };
    JsonReader(QJsonObject object, QString path, QString folder, Faults &faults);

    QJsonValue take(const QString &key);
    bool isMissing(const QString &key, Need need, const QString &expected);
    qsizetype wordIndex(const QString &key, Need need, const QStringList &words);
    QString pathOf(const QString &key) const;
    void readBody(const Body &body);

    QJsonObject m_object;
    QString m_path;
    QString m_folder;
    Faults &m_faults;
    QStringList m_known;
};

//! The text of the JSON file at \a path: NotFound, AccessDenied, or InvalidInput over 16 MiB.
Result<QByteArray> readJsonFile(const QString &path);

//! \a path as a file in \a folder writes it: relative when it lies below \a folder, else as it is.
QString portablePath(const QString &path, const QString &folder);

} // namespace bootwright
