// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Icons.h"

#include <QColor>
#include <QPainter>

#include <cmath>

namespace bootwright {

namespace {

// the sizes that ui/CMakeLists.txt has rendered
constexpr int MarkSizes[] = {16, 24, 32, 48, 64, 96};
constexpr int ProgramSizes[] = {16, 24, 32, 48, 64, 128, 256};

QPixmap tinted(QPixmap image, const QColor &colour)
{
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    return image;
}

QString fileOf(const QString &name, int size)
{
    return QStringLiteral(":/icons/%1-%2.png").arg(name).arg(size);
}

} // namespace

QPixmap markOf(const QString &name, const QColor &colour, int size, qreal pixelRatio)
{
    const auto wanted = int(std::lround(size * pixelRatio));
    auto rendered = MarkSizes[std::size(MarkSizes) - 1];
    for (const auto one : MarkSizes) {
        if (one >= wanted && one < rendered)
            rendered = one;
    }
    auto image = QPixmap(fileOf(name, rendered));
    image =
        tinted(image.scaled(wanted, wanted, Qt::KeepAspectRatio, Qt::SmoothTransformation), colour);
    image.setDevicePixelRatio(pixelRatio);
    return image;
}

QIcon iconOf(const QString &name, const QColor &colour)
{
    QIcon icon;
    for (const auto size : MarkSizes)
        icon.addPixmap(tinted(QPixmap(fileOf(name, size)), colour));
    return icon;
}

QIcon programIcon()
{
    QIcon icon;
    for (const auto size : ProgramSizes)
        icon.addFile(fileOf(QStringLiteral("bootwright"), size));
    return icon;
}

} // namespace bootwright
