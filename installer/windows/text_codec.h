// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringDecoder>
#include <QStringEncoder>

//! The part of Qt 5's QTextCodec that QuaZip 1.4 calls, made of Qt 6's own converters: the system's code page
//! and the names that those converters know. For every other name there is no codec.
class QTextCodec
{
public:
    static QTextCodec *codecForLocale()
    {
        static QTextCodec codec(QStringConverter::System);
        return &codec;
    }

    static QTextCodec *codecForName(const char *name)
    {
        static QTextCodec utf8(QStringConverter::Utf8);
        static QTextCodec latin1(QStringConverter::Latin1);
        const auto encoding = QStringConverter::encodingForName(name);
        if (encoding == QStringConverter::Utf8)
            return &utf8;
        if (encoding == QStringConverter::Latin1)
            return &latin1;
        return encoding == QStringConverter::System ? codecForLocale() : nullptr;
    }
    static QTextCodec *codecForName(const QByteArray &name)
    {
        return codecForName(name.constData());
    }

    QString toUnicode(const QByteArray &bytes) const { return QStringDecoder(m_encoding)(bytes); }
    QByteArray fromUnicode(const QString &text) const { return QStringEncoder(m_encoding)(text); }

private:
    explicit QTextCodec(QStringConverter::Encoding encoding)
        : m_encoding(encoding)
    {}

    QStringConverter::Encoding m_encoding;
};
