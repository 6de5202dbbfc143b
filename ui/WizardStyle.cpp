// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WizardStyle.h"

#include "ui/Look.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

namespace bootwright {

namespace {

constexpr int IndicatorSize = 18;
constexpr int FieldHeightBesideText = 14;
constexpr int ButtonWidthBesideText = 28;
constexpr int SmallestButton = 76;
constexpr int FocusGap = 3;   // around an indicator that has the focus
constexpr int TextMargin = 4; // in a field, beside its frame
constexpr int ScrollBarWidth = 12;
constexpr qreal Rounding = 4;
constexpr char VerbProperty[] = "verb";

//! A rectangle whose frame of \a width lies on whole pixels.
QRectF inner(const QRect &rect, qreal width)
{
    const auto half = width / 2;
    return QRectF(rect).adjusted(half, half, -half, -half);
}

void drawFrame(
    QPainter *painter, const QRect &rect, const QColor &fill, const QColor &frame, qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(frame.alpha() == 0 ? QPen(Qt::NoPen) : QPen(frame, width));
    painter->setBrush(fill);
    painter->drawRoundedRect(inner(rect, width), Rounding, Rounding);
    painter->restore();
}

bool isEnabled(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_Enabled);
}

//! The frame of a field, which shows that it has the focus.
void drawField(QPainter *painter, const QStyleOption *option, bool hasFocus)
{
    const Look look(option->palette);
    auto ground = option->palette.color(QPalette::Base);
    if (!isEnabled(option))
        ground = option->palette.color(QPalette::Window);
    drawFrame(painter,
              option->rect,
              ground,
              !isEnabled(option) ? look.line
              : hasFocus         ? look.accent
                                 : look.frame,
              hasFocus ? 2 : 1);
}

//! The ground of a field. Qt gives check boxes and radio buttons another one on a dark Windows, the accent
//! colour: all of them would look chosen.
QColor indicatorGround()
{
    return QApplication::palette().color(QPalette::Base);
}

void drawCheck(QPainter *painter, const QStyleOption *option)
{
    const Look look(option->palette);
    const auto rect = option->rect;
    const bool isOn = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const auto colour = isEnabled(option) ? look.accent : look.line;
    drawFrame(painter,
              rect,
              isOn ? colour : indicatorGround(),
              isOn                ? colour
              : isEnabled(option) ? look.frame
                                  : look.line);
    if (!isOn)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(look.accentText, rect.width() / 9.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath check;
    const auto at = [rect](qreal x, qreal y) {
        return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height());
    };
    check.moveTo(at(0.26, 0.53));
    check.lineTo(at(0.43, 0.70));
    check.lineTo(at(0.75, 0.33));
    painter->drawPath(check);
    painter->restore();
}

void drawRadio(QPainter *painter, const QStyleOption *option)
{
    const Look look(option->palette);
    const bool isOn = option->state & QStyle::State_On;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto colour = isEnabled(option) ? look.accent : look.line;
    const auto frame = isEnabled(option) ? look.frame : look.line;
    painter->setPen(QPen(isOn ? colour : frame, isOn ? 2 : 1));
    painter->setBrush(indicatorGround());
    painter->drawEllipse(inner(option->rect, isOn ? 2 : 1));
    if (isOn) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        const auto dot = option->rect.width() * 0.25;
        painter->drawEllipse(QRectF(option->rect).center(), dot, dot);
    }
    painter->restore();
}

void drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Look look(option->palette);
    const bool isVerb = widget && widget->property(VerbProperty).toBool();
    const bool isDown = option->state & (QStyle::State_Sunken | QStyle::State_On);
    auto ground = isVerb ? look.accent : option->palette.color(QPalette::Button);
    if (!isEnabled(option))
        ground = look.side;
    else if (isDown)
        ground = ground.darker(115);
    else if (option->state & QStyle::State_MouseOver)
        ground = ground.lightness() > 128 ? ground.darker(104) : ground.lighter(115);
    drawFrame(painter,
              option->rect,
              ground,
              isEnabled(option) ? (isVerb ? ground : look.frame) : look.line);
}

void drawFocus(QPainter *painter, const QStyleOption *option)
{
    drawFrame(painter, option->rect, Qt::transparent, Look(option->palette).accent, 2);
}

void drawArrow(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto middle = QRectF(rect).center();
    painter->drawPolyline(
        QPolygonF({middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)}));
    painter->restore();
}

} // namespace

WizardStyle::WizardStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void WizardStyle::polish(QPalette &palette)
{
    QProxyStyle::polish(palette);
    palette = wizardPalette(palette);
}

void WizardStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QComboBox *>(widget) || widget->inherits("QAbstractButton"))
        widget->setAttribute(Qt::WA_Hover);
}

void WizardStyle::drawPrimitive(PrimitiveElement element,
                                const QStyleOption *option,
                                QPainter *painter,
                                const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
        return drawCheck(painter, option);
    case PE_IndicatorRadioButton:
        return drawRadio(painter, option);
    case PE_PanelButtonCommand:
        return drawButton(painter, option, widget);
    case PE_FrameFocusRect:
        return drawFocus(painter, option);
    case PE_FrameDefaultButton:
        return;
    case PE_PanelLineEdit:
        if (widget
            && (qobject_cast<QComboBox *>(widget->parentWidget())
                || qobject_cast<QAbstractSpinBox *>(widget->parentWidget())))
            return; // the box around it has the frame
        return drawField(painter, option, option->state & State_HasFocus);
    case PE_Frame:
        if (qobject_cast<const QAbstractItemView *>(widget))
            return drawField(painter, option, option->state & State_HasFocus);
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WizardStyle::drawControl(ControlElement element,
                              const QStyleOption *option,
                              QPainter *painter,
                              const QWidget *widget) const
{
    const Look look(option->palette);
    if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
        if (element == CE_ProgressBarGroove)
            return drawFrame(painter, option->rect, look.line, Qt::transparent, 0);
        if (element == CE_ProgressBarContents) {
            auto rect = option->rect;
            const auto range = qMax(1, bar->maximum - bar->minimum);
            rect.setWidth(int(qint64(rect.width()) * (bar->progress - bar->minimum) / range));
            return rect.width() > 0 ? drawFrame(painter, rect, look.accent, Qt::transparent, 0)
                                    : void();
        }
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        return painter->fillRect(QRect(option->rect.bottomLeft(), QSize(option->rect.width(), 1)),
                                 look.line);
    }
    if (element == CE_PushButtonLabel && widget && widget->property(VerbProperty).toBool()) {
        auto label = *qstyleoption_cast<const QStyleOptionButton *>(option);
        label.palette.setColor(QPalette::ButtonText,
                               isEnabled(option) ? look.accentText : look.hint);
        return QProxyStyle::drawControl(element, &label, painter, widget);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WizardStyle::drawComplexControl(ComplexControl control,
                                     const QStyleOptionComplex *option,
                                     QPainter *painter,
                                     const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        const auto slider = subControlRect(control, option, SC_ScrollBarSlider, widget);
        const Look look(option->palette);
        const auto colour = option->state & State_MouseOver ? look.hint : look.frame;
        return drawFrame(painter, slider.adjusted(3, 3, -3, -3), colour, Qt::transparent, 0);
    }
    if (control != CC_ComboBox)
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    drawField(painter, option, option->state & State_HasFocus);
    drawArrow(painter,
              subControlRect(control, option, SC_ComboBoxArrow, widget),
              Look(option->palette).hint);
}

QRect WizardStyle::subElementRect(SubElement element,
                                  const QStyleOption *option,
                                  const QWidget *widget) const
{
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        button && button->text.isEmpty()) {
        if (element == SE_CheckBoxIndicator || element == SE_RadioButtonIndicator)
            return option->rect.adjusted(FocusGap, FocusGap, -FocusGap, -FocusGap);
        if (element == SE_CheckBoxFocusRect || element == SE_RadioButtonFocusRect)
            return option->rect;
    }
    const auto rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(TextMargin, 0, -TextMargin, 0) : rect;
}

QRect WizardStyle::subControlRect(ComplexControl control,
                                  const QStyleOptionComplex *option,
                                  SubControl part,
                                  const QWidget *widget) const
{
    const auto rect = QProxyStyle::subControlRect(control, option, part, widget);
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const bool hasOwnMargin = box && box->editable; // its line edit
    return control == CC_ComboBox && part == SC_ComboBoxEditField && !hasOwnMargin
               ? rect.adjusted(TextMargin, 0, 0, 0)
               : rect;
}

int WizardStyle::pixelMetric(PixelMetric metric,
                             const QStyleOption *option,
                             const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return IndicatorSize;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_HeaderMargin:
        return FocusGap + TextMargin;
    case PM_ScrollBarExtent:
        return ScrollBarWidth;
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QAbstractItemView *>(widget))
            return 2; // the frame of a list with the focus
        break;
    default:
        break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int WizardStyle::styleHint(StyleHint hint,
                           const QStyleOption *option,
                           const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_UnderlineShortcut:
        return 1;
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize WizardStyle::sizeFromContents(ContentsType type,
                                    const QStyleOption *option,
                                    const QSize &contents,
                                    const QWidget *widget) const
{
    auto size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const auto height = option ? option->fontMetrics.height() + FieldHeightBesideText : 0;
    switch (type) {
    case CT_PushButton:
        size.setHeight(qMax(size.height(), height));
        size.setWidth(qMax(contents.width() + ButtonWidthBesideText,
                           contents.width() > 2 * IndicatorSize ? SmallestButton : 0));
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && button->text.isEmpty())
            size = QSize(IndicatorSize + 2 * FocusGap, IndicatorSize + 2 * FocusGap);
        break;
    case CT_SpinBox: // of dates
        size += QSize(2 * TextMargin, 0);
        [[fallthrough]];
    case CT_LineEdit:
    case CT_ComboBox:
        size.setHeight(qMax(size.height(), height));
        break;
    default:
        break;
    }
    return size;
}

void makeVerb(QWidget *button)
{
    button->setProperty(VerbProperty, true);
}

} // namespace bootwright
