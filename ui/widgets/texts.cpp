// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/texts.h"

#include "ui/Icons.h"
#include "ui/Look.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace bootwright {

namespace {

class HeadingLabel final : public QLabel
{
public:
    explicit HeadingLabel(const QString &text)
        : QLabel(text)
    {
        setWordWrap(true);
        setTextFormat(Qt::PlainText);
        setFont(headingFont(font()));
    }
};

class IconButton final : public QPushButton
{
public:
    IconButton(const QString &text, const QString &icon)
        : QPushButton(text)
        , m_icon(icon)
    {
        takeColour();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            takeColour();
        QPushButton::changeEvent(event);
    }

private:
    void takeColour()
    {
        if (!m_icon.isEmpty())
            setIcon(iconOf(m_icon, palette().color(QPalette::Active, QPalette::ButtonText)));
    }

    QString m_icon;
};

} // namespace

QLabel *makeText(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    auto policy = label->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

QLabel *makeHint(const QString &text)
{
    auto *label = makeText(text);
    label->setForegroundRole(HintRole);
    return label;
}

QLabel *makeHeading(const QString &text)
{
    return new HeadingLabel(text);
}

QLabel *makeLabel(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setBuddy(innermost(field));
    return label;
}

QPushButton *makeButton(const QString &text, const QString &icon)
{
    auto *button = new IconButton(text, icon);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QString breakable(const QString &text)
{
    constexpr int LongestPiece = 16;
    constexpr QChar Break(0x200b); // zero width space
    QString broken;
    int piece = 0;
    for (const QChar c : text) {
        broken.append(c);
        piece = c.isSpace() ? 0 : piece + 1;
        if (c == u'/' || c == u'\\' || c == u'-' || piece == LongestPiece) {
            broken.append(Break);
            piece = 0;
        }
    }
    return broken;
}

QWidget *innermost(QWidget *field)
{
    while (field->focusProxy())
        field = field->focusProxy();
    return field;
}

} // namespace bootwright
