// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <QObject>
#include <QThreadPool>

namespace bootwright {

//! Opens boot images on a thread of its own and tells what is in them, in sentences. Only the last one
//! that was asked for is told.
class BootImageProbe final : public QObject
{
    Q_OBJECT

public:
    explicit BootImageProbe(QObject *parent = nullptr);

    //! Asks about the image of \a draft; found() follows.
    void look(const MediaDraft &draft);

Q_SIGNALS:
    void found(const QString &text);
    void looked(int question, const QString &text); //!< from the worker

private:
    int m_question = 0;
    QThreadPool m_pool; // last: its destructor waits for the worker, which uses the others
};

} // namespace bootwright
