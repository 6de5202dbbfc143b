// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"
#include "core/builder/ShareInputs.h"
#include "ui/Inquiry.h"
#include "ui/widgets/Note.h"

namespace bootwright {

//! Whether media can be followed, found out on a thread of its own. Not there while none are named.
class ReferencePanel final : public Note
{
    Q_OBJECT

public:
    explicit ReferencePanel(QWidget *parent = nullptr);

    //! Looks into the media at \a path, if they are others than the last ones.
    //! Those on a share are copied first, as \a access says, and the copy is kept in \a copies.
    void look(const QString &path,
              const Secret &password,
              const SiteAccess &access,
              const std::shared_ptr<ShareCopies> &copies);

Q_SIGNALS:
    void looked();

private:
    void tell(const Result<MediaReport> &report);

    QString m_path;
    Secret m_password;
    Inquiry m_inquiry;
};

} // namespace bootwright
