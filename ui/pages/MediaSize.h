// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/buildMedia.h"
#include "ui/Answers.h"
#include "ui/Inquiry.h"
#include "ui/widgets/Note.h"

namespace bootwright {

//! How large the media will be, found out by planning the whole build in the background, without writing a byte
//! of the image. What has to be fetched for it is fetched, and kept for the build.
class MediaSize final : public Note
{
    Q_OBJECT

public:
    explicit MediaSize(QWidget *parent = nullptr);

    void measure(const Answers &answers);
    //! Nobody wants to know any more.
    void drop();
    //! Nothing is known.
    void clear();
    //! Bytes to write and to read back; 0 while that is not known.
    quint64 plannedBytes() const { return m_plannedBytes; }

Q_SIGNALS:
    void measured(); //!< the size is shown, or why there is none

private:
    void show(const Result<BuildPlan> &plan, TargetType type);
    QString textOf(const BuildPlan &plan, TargetType type) const;

    quint64 m_plannedBytes = 0;
    Inquiry m_inquiry;
};

} // namespace bootwright
