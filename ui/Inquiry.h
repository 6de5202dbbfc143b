// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"

#include <QObject>
#include <QThreadPool>

namespace bootwright {

//! Questions that take a while, such as what is in a file on a share, answered on a thread of their own.
//! Only the last question that was asked is answered; the one before is stopped. Destroying the inquiry
//! stops the question and waits for it.
class Inquiry final : public QObject
{
    Q_OBJECT

public:
    explicit Inquiry(QObject *parent = nullptr)
        : QObject(parent)
    {
        m_pool.setMaxThreadCount(1);
    }
    ~Inquiry() override { drop(); }

    //! Runs \a find(Control &) on the worker, and \a tell(answer) on this thread; so \a watch, when it goes on.
    template<typename Find, typename Tell>
    void ask(Find find, Tell tell, const Control::Report &watch = {})
    {
        drop();
        m_stop = {};
        m_dropped = {};
        const auto onThisThread = [this, watch, dropped = m_dropped](const Progress &progress) {
            QMetaObject::invokeMethod(this, [watch, progress, dropped] {
                if (!dropped.stop_requested())
                    watch(progress);
            });
        };
        m_pool.start([this,
                      find = std::move(find),
                      tell = std::move(tell),
                      control = Control(m_stop.get_token(),
                                        watch ? Control::Report(onThisThread) : Control::Report()),
                      dropped = m_dropped]() mutable {
            auto answer = std::make_shared<decltype(find(control))>(find(control));
            QMetaObject::invokeMethod(this, [answer, tell, dropped] {
                if (!dropped.stop_requested())
                    tell(std::move(*answer));
            });
        });
    }
    //! Asks the worker to stop; what came of it is told.
    void stop() { m_stop.request_stop(); }
    //! Nobody wants to know any more.
    void drop()
    {
        stop();
        m_dropped.request_stop();
        m_pool.clear();
    }

private:
    std::stop_source m_stop;
    std::stop_source m_dropped;
    QThreadPool m_pool; // last: its destructor waits for the worker, which uses the others
};

} // namespace bootwright
