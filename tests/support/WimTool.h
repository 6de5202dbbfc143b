// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>

namespace bootwright {

//! Files and folders of a test tree: path with '/' → content; a folder has the content "<folder>".
using TestTree = QMap<QString, QByteArray>;

inline const QByteArray testFolder = QByteArrayLiteral("<folder>");

//! Runs a tool. Empty if it went well, else what it was and what it said (also if it is missing).
QString runTool(const QString &program, const QStringList &arguments);
//! runTool() of wimlib-imagex, the judge of what we read and write.
QString runWimlib(const QStringList &arguments);

//! A small tree of every kind of content, other for each state of \a random.
TestTree randomTree(QRandomGenerator &random);
//! Content that is empty, text, zeros, incompressible, or full of x86 calls.
QByteArray randomContent(QRandomGenerator &random);
//! Makes the files of \a tree below \a folder, some as hard links to each other.
void writeTree(const TestTree &tree, const QString &folder);
//! What is below \a folder.
TestTree readTree(const QString &folder);
//! The first difference between the trees as a sentence; empty if there is none.
QString difference(const TestTree &actual, const TestTree &expected);

QByteArray readFile(const QString &path);
void writeFile(const QString &path, const QByteArray &bytes);

} // namespace bootwright
