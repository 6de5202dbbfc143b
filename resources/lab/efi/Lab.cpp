// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Lab.h"

#include "DevicePath.h"
#include "Sha256.h"

namespace lab {

namespace {

constexpr size_t largestManifest = 64 * 1024 * 1024;
constexpr size_t smallestEntry = 80; // bytes of JSON for one file: the hash alone has 64

Text known(Text value)
{
    return value.isEmpty() ? Text("unknown") : value;
}

//! A value of TsmBootstrap.ini in words for people.
Text answer(Text value, Text yes)
{
    if (equalFolded(value, "true"))
        return yes;
    return equalFolded(value, "false") ? Text("no") : known(value);
}

void copyBytes(char *into, const uint8_t *from, size_t size)
{
    for (size_t i = 0; i < size; ++i)
        into[i] = char(from[i]);
}

} // namespace

Lab::Lab(efi::SystemTable &system, efi::Handle image, Loader loader)
    : m_boot(*system.boot)
    , m_image(image)
    , m_loader(loader)
    , m_screen(system.output, loader.program, loader.signer)
    , m_chunk(Volume::allocateChunk(m_boot))
{}

void Lab::run()
{
    m_serial.write("BOOTWRIGHT-LAB banner=training lab");
    if (m_chunk == nullptr) {
        refuse("LAB memory missing", "There is not enough memory to check the media.");
        return;
    }
    showStart();
}

void Lab::tell(Text key, Text value)
{
    Line line;
    m_serial.write(line.add("LAB ").add(key).add("=").add(known(value)));
}

//! Says why the check ends here: \a line on the serial port, \a sentence on the screen.
void Lab::refuse(Text line, Text sentence)
{
    m_serial.write(line);
    m_serial.write("LAB result FAILED bad=1");
    m_screen.verdict(false, sentence);
}

void *Lab::allocate(size_t size)
{
    void *memory = nullptr;
    return efi::failed(m_boot.allocate(efi::loaderData, size, &memory)) ? nullptr : memory;
}

void Lab::showStart()
{
    void *found = nullptr;
    if (efi::failed(m_boot.protocol(m_image, &efi::loadedImageGuid, &found)) || found == nullptr) {
        refuse("LAB start unknown",
               "The firmware does not say what this program was started from.");
        return;
    }
    const auto &image = *static_cast<const efi::LoadedImage *>(found);
    const DevicePath device = DevicePath::of(m_boot, image.device);
    Line place;
    device.addTo(place, m_boot);
    place.add("/");
    DevicePath(image.filePath).addTo(place, m_boot);
    Line line;
    line.add("LAB loader=").add(m_loader.signer).add(" program=").add(m_loader.program);
    line.add(" started-from=").add(device.medium());
    m_serial.write(line.add(" path=").add(place));
    m_screen.fact("Started from", device.mediumName());
    m_screen.fact("Device path", place);
    if (!m_volume.find(m_boot, image.device)) {
        refuse("LAB volume missing",
               "There is no sources\\boot.wim on the disk this was started from.");
        return;
    }
    m_serial.write(m_volume.isFirmware() ? Text("LAB volume=firmware")
                                         : Text("LAB volume=iso9660"));
    showMedia();
    checkFiles();
}

Text Lab::readSmall(Text path)
{
    Volume::File file;
    size_t size = 0;
    if (!m_volume.open(path, file))
        return {};
    const bool good = m_volume.read(file, m_chunk, size);
    m_volume.close(file);
    return good ? Text(reinterpret_cast<const char *>(m_chunk), size) : Text();
}

void Lab::showMedia()
{
    const Text label = iniValue(readSmall("MediaLabel.txt"), "", "label");
    tell("label", label);
    m_screen.fact("Media label", known(label));
    const Text bootstrap = readSmall("SMS/data/TsmBootstrap.ini");
    const Text type = iniValue(bootstrap, "MediaInfo", "MediaType");
    const Text unattended = iniValue(bootstrap, "MediaInfo", "Unattended");
    const Text password = iniValue(bootstrap, "MediaInfo", "PasswordRequired");
    tell("media-type", type);
    tell("unattended", unattended);
    tell("password-required", password);
    m_screen.fact("Media type", known(type));
    m_screen.fact("Unattended",
                  answer(unattended, "yes: only required deployments use this media"));
    m_screen.fact("Password", answer(password, "required"));
}

const ManifestFile *Lab::readManifest(uint64_t &count)
{
    Volume::File file;
    if (!m_volume.open("Bootwright/manifest.json", file)) {
        refuse("LAB manifest missing",
               "The media has no Bootwright\\manifest.json to check it by.");
        return nullptr;
    }
    const size_t size = file.size < largestManifest ? size_t(file.size) : 0;
    auto *const json = static_cast<char *>(allocate(size + 1));
    auto *const files =
        static_cast<ManifestFile *>(allocate((size / smallestEntry + 1) * sizeof(ManifestFile)));
    size_t read = 0;
    for (size_t part = 0; json != nullptr && read < size && m_volume.read(file, m_chunk, part);
         read += part)
        copyBytes(json + read, m_chunk, part);
    m_volume.close(file);
    Manifest manifest;
    count = 0;
    if (json != nullptr && files != nullptr && read == size && manifest.open(json, size)) {
        while (manifest.next(files[count]))
            ++count;
    }
    if (count == 0 || manifest.isDamaged()) {
        refuse("LAB manifest damaged", "Bootwright\\manifest.json is damaged.");
        return nullptr;
    }
    return files;
}

void Lab::checkFiles()
{
    uint64_t count = 0;
    const ManifestFile *const files = readManifest(count);
    if (files == nullptr)
        return;
    Checked checked;
    for (uint64_t i = 0; i < count; ++i)
        checked.total += files[i].size;
    for (uint64_t i = 0; i < count; ++i)
        checkFile(files[i], checked);
    m_screen.progress(checked.total, checked.total, "");
    Line line, sentence;
    if (checked.bad == 0) {
        m_screen.verdict(true,
                         sentence.add("Good media: all ")
                             .add(checked.files)
                             .add(" files are as they were made."));
        m_serial.write(line.add("LAB result ok files=").add(checked.files));
    } else {
        sentence.add("Bad media: ").add(checked.bad).add(" of ").add(checked.files);
        m_screen.verdict(false, sentence.add(" files are damaged or missing. Make it again."));
        m_serial.write(line.add("LAB result FAILED bad=").add(checked.bad));
    }
}

void Lab::checkFile(const ManifestFile &file, Checked &checked)
{
    const uint64_t after = checked.done + file.size;
    Volume::File open;
    Text outcome = "missing";
    m_screen.progress(checked.done, checked.total, file.path);
    if (m_volume.open(file.path, open)) {
        outcome = isIntact(open, file, checked) ? Text("ok") : Text("bad");
        m_volume.close(open);
    }
    checked.done = after;
    ++checked.files;
    if (!(outcome == "ok")) {
        ++checked.bad;
        m_screen.problem(outcome == "bad" ? Text("Damaged") : Text("Missing"), file.path);
    }
    Line line;
    m_serial.write(line.add("LAB file ").add(outcome).add(" ").add(file.path));
}

bool Lab::isIntact(Volume::File &open, const ManifestFile &file, Checked &checked)
{
    if (open.size != file.size)
        return false;
    Sha256 sha256;
    size_t size = 0;
    while (open.position < open.size) {
        if (!m_volume.read(open, m_chunk, size))
            return false;
        sha256.add(m_chunk, size);
        checked.done += size;
        m_screen.progress(checked.done, checked.total, file.path);
    }
    char hex[64];
    sha256.finish(hex);
    return file.sha256 == Text(hex, sizeof(hex));
}

} // namespace lab
