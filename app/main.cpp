// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AppSettings.h"
#include "app/Arguments.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "ui/EnglishPlurals.h"
#include "ui/WizardStyle.h"

#include <QApplication>

#include <cstdio>

using namespace bootwright;

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setStyle(new WizardStyle);
    QApplication::setApplicationName(QStringLiteral("bootwright"));
    QApplication::setApplicationVersion(QStringLiteral(BOOTWRIGHT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("bootwright"));
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    auto context = contextFromArguments(app);
    if (!context) {
        std::fputs(Tr::tr("error: %1\n").arg(context.error().message).toUtf8().constData(), stderr);
        return 3; // refused, as bootwright-cli says it
    }
    openLog(defaultLogPath(), QStringLiteral("bootwright"));
    const auto settings = AppSettings::ofUser();
    settings.offerAnswers(*context);
    MediaWizard wizard(*context);
    settings.restore(wizard);
    QObject::connect(&wizard, &QDialog::finished, &app, [&] {
        settings.keep(wizard);
        if (wizard.isMade())
            settings.keepMade(wizard.draft());
        else if (wizard.draft() != context->start) // else nothing was answered
            settings.keepUnfinished(wizard.draft());
    });
    wizard.show();
    const auto status = QApplication::exec();
    closeLog();
    return status;
}
