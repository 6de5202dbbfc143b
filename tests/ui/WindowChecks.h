// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace bootwright {

class Page;
class WizardWindow;

//! Empty, or why the page that \a window shows cannot be read or used: a contrast that is too low, something that
//! is cut off, or the tab key going astray.
QString whyNotUsable(const WizardWindow &window);
//! The same of a window that shows \a page.
QString whyNotUsable(const QWidget &window, const Page &page);

} // namespace bootwright
