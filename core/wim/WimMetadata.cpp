// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimMetadata.h"

#include "core/base/Units.h"
#include "core/wim/WimDentry.h"
#include "core/wim/WimFormat.h"

#include <algorithm>
#include <optional>

// Metadata of an image:
//   security   4 size, 4 count, count x 8 sizes, the descriptors; padded to 8
//   root       a dentry (WimDentry.h), then lists of dentries, each closed by 8 zero bytes. A folder knows
//              where the list of its children begins.

namespace bootwright {

namespace {

constexpr int deepest = 256;

//! Parses one metadata resource into entries, level by level.
class MetadataParser
{
public:
    explicit MetadataParser(const QByteArray &bytes) { m_metadata.bytes = bytes; }
    Result<WimMetadata> parse();

private:
    Result<void> parseSecurity();
    Result<void> parseChildren(size_t folder);
    //! Empty at the end of a list.
    Result<std::optional<WimEntry>> parseEntry(quint64 offset) const;
    quint64 size() const { return quint64(m_metadata.bytes.size()); }

    WimMetadata m_metadata;
};

Result<WimMetadata> MetadataParser::parse()
{
    if (const auto good = parseSecurity(); !good)
        return good.error();
    auto &entries = m_metadata.entries;
    auto root = parseEntry(quint64(m_metadata.rootOffset));
    if (!root)
        return root.error();
    if (!root->has_value() || !(*root)->isFolder || (*root)->isReparsePoint())
        return damagedWim(QStringLiteral("metadata: the root is not a folder"));
    entries.push_back(std::move(**root));
    size_t levelEnd = 1;
    int depth = 0;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (i == levelEnd) {
            levelEnd = entries.size();
            if (++depth > deepest)
                return damagedWim(QStringLiteral("metadata: deeper than %1").arg(deepest));
        }
        if (const auto good = parseChildren(i); !good)
            return good.error();
    }
    return std::move(m_metadata);
}

Result<void> MetadataParser::parseSecurity()
{
    if (size() < 8)
        return damagedWim(QStringLiteral("metadata: %1 bytes").arg(size()));
    const quint64 total = std::max<quint64>(8, le<quint32>(m_metadata.bytes, 0));
    const quint64 count = le<quint32>(m_metadata.bytes, 4);
    if (total > size() || count > (total - 8) / 8)
        return damagedWim(QStringLiteral("security: %1 in %2 bytes").arg(count).arg(total));
    auto left = total - 8 - 8 * count;
    for (quint64 i = 0; i < count; ++i) {
        const auto descriptor = le<quint64>(m_metadata.bytes, qsizetype(8 + 8 * i));
        if (descriptor > left)
            return damagedWim(QStringLiteral("security: descriptor %1").arg(i));
        left -= descriptor;
    }
    m_metadata.rootOffset = qsizetype(roundUp(total, 8));
    return {};
}

Result<void> MetadataParser::parseChildren(size_t folder)
{
    auto &entries = m_metadata.entries;
    const auto &parent = entries[folder];
    if (!parent.isFolder || parent.isReparsePoint())
        return {};
    auto offset = le<quint64>(m_metadata.bytes, parent.dentryOffset + dentryOffset::children);
    if (offset == 0)
        return {};
    const auto first = entries.size();
    for (;;) {
        auto entry = parseEntry(offset);
        if (!entry)
            return entry.error();
        if (!entry->has_value())
            break;
        if (const auto &name = (*entry)->name; !isWimName(name))
            return damagedWim(QStringLiteral("metadata: name \"%1\"").arg(name));
        offset += quint64((*entry)->dentrySize);
        entries.push_back(std::move(**entry));
        // Lists that are shared or go in a circle would make more entries than there is room for.
        if (entries.size() > size() / dentryFixedSize)
            return damagedWim(QStringLiteral("metadata: folders in a circle"));
    }
    entries[folder].firstChild = first;
    entries[folder].childCount = entries.size() - first;
    return {};
}

Result<std::optional<WimEntry>> MetadataParser::parseEntry(quint64 offset) const
{
    if (!fits(offset, 8, size()))
        return damagedWim(QStringLiteral("metadata: dentry at %1").arg(offset));
    const auto bytes = QByteArrayView(m_metadata.bytes).sliced(qsizetype(offset));
    if (le<quint64>(bytes, 0) <= 8)
        return std::optional<WimEntry>();
    const auto dentrySize = wimDentrySize(bytes);
    if (!dentrySize)
        return damagedWim(QStringLiteral("metadata: dentry at %1").arg(offset));
    const auto dentry = bytes.first(*dentrySize);
    WimEntry entry;
    entry.dentryOffset = qsizetype(offset);
    entry.dentrySize = *dentrySize;
    entry.attributes = le<quint32>(dentry, dentryOffset::attributes);
    entry.isFolder = entry.attributes & wimAttribute::folder;
    entry.name = wimDentryName(dentry);
    if (!entry.isFolder && !entry.isEncrypted())
        entry.sha1 = wimDentryContent(dentry);
    return std::optional(std::move(entry));
}

} // namespace

Result<WimMetadata> parseWimMetadata(const QByteArray &bytes)
{
    return MetadataParser(bytes).parse();
}

const WimEntry *WimMetadata::find(QStringView path) const
{
    const auto *entry = entries.empty() ? nullptr : &entries.front();
    while (entry && !path.isEmpty()) {
        const auto isSeparator = [](QChar c) { return c == u'\\' || c == u'/'; };
        const auto end = std::find_if(path.begin(), path.end(), isSeparator);
        const auto name = path.first(end - path.begin());
        path = path.sliced(name.size() + (end == path.end() ? 0 : 1));
        if (name.isEmpty())
            continue;
        const WimEntry *found = nullptr;
        for (const auto *child : children(*entry)) {
            if (child->name == name) {
                found = child;
                break;
            }
            if (!found && isSameName(child->name, name))
                found = child;
        }
        entry = found;
    }
    return entry;
}

QList<const WimEntry *> WimMetadata::children(const WimEntry &folder) const
{
    QList<const WimEntry *> found;
    found.reserve(qsizetype(folder.childCount));
    for (size_t i = 0; i < folder.childCount; ++i)
        found.append(&entries[folder.firstChild + i]);
    return found;
}

bool isSameName(QStringView one, QStringView other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](QChar a, QChar b) {
        return a.toCaseFolded() == b.toCaseFolded();
    });
}

} // namespace bootwright
