// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"
#include "core/builder/buildMedia.h"
#include "core/builder/renewMedia.h"
#include "core/builder/verifyMedia.h"
#include "support/LabRecipe.h"

#include <QCryptographicHash>

namespace bootwright {

//! Media of the training site in a file, and a renewal of them that a test spoils as it likes.
class RenewedLab
{
public:
    //! Builds the media; the test ends when that fails.
    void build()
    {
        Control control;
        const auto built = buildMedia(lab.plan(),
                                      lab.secrets,
                                      lab.site,
                                      lab.chance,
                                      openIsoFile(iso(), true),
                                      ReadBack::No,
                                      control);
        if (!built)
            qFatal("%s", qPrintable(built.error().message));
        lab.site.registrations.clear();
        request.path = iso();
        request.password = lab.secrets.password.clone();
        request.site = &lab.site;
    }
    QString iso() const { return lab.path("out.iso"); }
    //! The files of the media in a folder.
    QString unpack()
    {
        const auto tree = openMedia(iso());
        for (const auto &entry : tree->entries()) {
            if (!entry.isFolder)
                lab.put("tree/" + entry.path.toUtf8(), *entry.content.readAll());
        }
        return lab.path("tree");
    }
    Result<RenewalReport> renew(Control &&control = {})
    {
        return renewMedia(request, lab.chance, control);
    }
    //! A self-signed certificate until then.
    static CertificateDraft until(const QDateTime &end)
    {
        CertificateDraft certificate;
        certificate.expireTime = end;
        return certificate;
    }
    //! What the media hold now, opened with \a password.
    Result<MediaReport> inspect(const Secret &password) const
    {
        return inspectMedia(request.path, password);
    }
    VerifyReport verify() const
    {
        Control control;
        return verifyMedia(request.path, control).value();
    }
    static QByteArray hashOfFile(const QString &path)
    {
        QFile file(path);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
            qFatal("cannot read %s", qPrintable(path));
        return hash.result();
    }

    LabRecipe lab;
    RenewalRequest request;
};

} // namespace bootwright
