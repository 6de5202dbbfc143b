// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/InspectTour.h"

#include "core/builder/buildMedia.h"
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "ui/inspect/InspectWindow.h"
#include "ui/inspect/RenewWindow.h"
#include "ui/inspect/ReportPage.h"
#include "ui/widgets/PasswordEdit.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

namespace bootwright {

namespace {

//! Whether \a signal comes after \a act.
template<typename Act>
bool comes(QObject &sender, const char *signal, const Act &act)
{
    QSignalSpy spy(&sender, signal);
    act();
    return spy.count() > 0 || spy.wait(30'000);
}

bool tourRenewal(InspectWindow &window,
                 const QSize &size,
                 const std::function<void(QDialog &, const QString &)> &visit)
{
    if (!comes(window, SIGNAL(answered()), [&] { window.renew(); }))
        return false;
    auto *renewal = window.findChild<RenewWindow *>();
    if (!renewal)
        return false;
    renewal->resize(size);
    visit(*renewal, QStringLiteral("renew"));
    auto *page = renewal->findChild<RenewPage *>();
    page->findChildren<QRadioButton *>().at(4)->setChecked(true);
    page->findChildren<PasswordEdit *>().at(1)->setSecret(Secret(QStringLiteral("a new one")));
    renewal->renew(); // the passwords are not the same
    visit(*renewal, QStringLiteral("renew-problem"));
    page->findChildren<PasswordEdit *>().at(2)->setSecret(Secret(QStringLiteral("a new one")));
    QSignalSpy seen(&window, &InspectWindow::answered); // the media as they are now
    if (!comes(*renewal, SIGNAL(ended()), [&] { renewal->renew(); }))
        return false;
    visit(*renewal, QStringLiteral("renewed"));
    return seen.count() > 0 || seen.wait(30'000);
}

} // namespace

InspectedLab::InspectedLab()
{
    lab.draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                           {QStringLiteral("OSDJoinPassword"), {}, true}};
    lab.secrets.hidden[QStringLiteral("OSDJoinPassword")] = Secret(QStringLiteral("of the domain"));
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
}

bool tourInspection(InspectedLab &media,
                    const QSize &size,
                    const std::function<void(QDialog &window, const QString &name)> &visit)
{
    InspectWindow window(media.lab.chance, media.lab.draft.site);
    window.resize(size);
    showWindow(window);
    visit(window, QStringLiteral("inspect-nothing"));
    media.lab.put("noise.iso", QByteArray(100'000, 'x'));
    if (!comes(window, SIGNAL(answered()), [&] { window.inspect(media.lab.path("noise.iso")); }))
        return false;
    visit(window, QStringLiteral("inspect-problem"));
    if (!comes(window, SIGNAL(answered()), [&] { window.inspect(media.iso()); }))
        return false;
    visit(window, QStringLiteral("inspect-locked"));
    auto *page = window.findChild<ReportPage *>();
    page->findChild<PasswordEdit *>()->setSecret(media.lab.secrets.password);
    if (!comes(window, SIGNAL(answered()), [&] { Q_EMIT page->unlockAsked(); }))
        return false;
    visit(window, QStringLiteral("inspect-open"));
    if (!comes(window, SIGNAL(answered()), [&] { window.verify(); }))
        return false;
    visit(window, QStringLiteral("inspect-verified"));
    auto other = media.lab.draft;
    other.target.label = QStringLiteral("Hall B");
    other.managementPoints.append(QStringLiteral("http://mp02.lab.example"));
    media.lab.put("recipe.json", writeRecipe(other, {}));
    if (!comes(
            window, SIGNAL(answered()), [&] { window.compareWith(media.lab.path("recipe.json")); }))
        return false;
    visit(window, QStringLiteral("inspect-compared"));
    page->scrollTo(page->findChildren<QCheckBox *>().last());
    visit(window, QStringLiteral("inspect-facts"));
    return tourRenewal(window, size, visit);
}

} // namespace bootwright
