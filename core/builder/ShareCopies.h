// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/share/Share.h"
#include "core/site/ContentPlace.h"

#include <QTemporaryDir>

#include <deque>
#include <mutex>

namespace bootwright {

//! Copies of what lies on shares, on this computer. A copy is made once and used again as long as the share shows
//! the same names, sizes and times. Those that were used longest ago go when there are many; whoever holds a
//! copy keeps it. Used by any thread; one at a time opens shares, the others wait and can be cancelled.
class ShareCopies
{
public:
    enum class Kind { File, Folder, Either };
    struct Copy
    {
        QString path;                                //!< here, with the same last name
        std::shared_ptr<const QTemporaryDir> folder; //!< it goes with its last holder
    };

    //! A copy of \a path. The errors of ShareClient; Device, NoSpace; Corrupt for names that lead elsewhere.
    Result<Copy> get(const std::shared_ptr<ShareClient> &client,
                     const QString &path,
                     Kind kind,
                     Control &control);

private:
    struct Kept
    {
        QString path;
        QList<ContentFile> files; //!< as the share showed them
        Copy copy;
    };
    Result<void> wait(std::unique_lock<std::timed_mutex> &lock, Control &control);

    std::timed_mutex m_mutex;
    std::deque<Kept> m_kept; // what was used last comes last
};

} // namespace bootwright
