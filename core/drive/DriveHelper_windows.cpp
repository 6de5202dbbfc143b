// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveControl.h"
#include "core/drive/DriveHelper.h"
#include "core/drive/DriveMessage.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUuid>

#include <aclapi.h>
#include <objbase.h>
#include <sddl.h>
#include <shellapi.h>

namespace bootwright {

namespace {

constexpr DWORD kPause = 100; //!< milliseconds until a stop is noticed

//! Memory of Windows' security functions.
template<typename T>
class Local
{
public:
    Local() = default;
    ~Local() { ::LocalFree(m_memory); }
    Local(const Local &) = delete;
    Local &operator=(const Local &) = delete;
    T *into() { return &m_memory; }
    T get() const { return m_memory; }

private:
    T m_memory = nullptr;
};

Error cannotAsk(DWORD code)
{
    return {Error::Kind::AccessDenied,
            Tr::tr("Windows cannot be asked for administrator rights. Start Bootwright as "
                   "administrator."),
            QStringLiteral("Windows error %1").arg(code)};
}

Error helperHasEnded()
{
    return {Error::Kind::Device,
            Tr::tr("The program that opens drives as administrator has ended. Start again."),
            QStringLiteral("Windows error %1").arg(::GetLastError())};
}

//! Lets administrators, whoever's password was typed, put handles into this process. Without it the
//! helper could only help the user that it runs as.
bool letAdministratorsHandOver()
{
    Local<PSECURITY_DESCRIPTOR> descriptor;
    Local<ACL *> changed;
    Local<PSID> administrators;
    ACL *access = nullptr;
    const auto process = ::GetCurrentProcess();
    if (::GetSecurityInfo(process,
                          SE_KERNEL_OBJECT,
                          DACL_SECURITY_INFORMATION,
                          nullptr,
                          nullptr,
                          &access,
                          nullptr,
                          descriptor.into())
            != ERROR_SUCCESS
        || !::ConvertStringSidToSidW(L"BA", administrators.into()))
        return false;
    if (!access)
        return true; // everybody may everything
    EXPLICIT_ACCESSW entry = {};
    entry.grfAccessPermissions = PROCESS_DUP_HANDLE | PROCESS_QUERY_LIMITED_INFORMATION;
    entry.grfAccessMode = GRANT_ACCESS;
    entry.Trustee.TrusteeForm = TRUSTEE_IS_SID;
    entry.Trustee.ptstrName = static_cast<wchar_t *>(administrators.get());
    return ::SetEntriesInAclW(1, &entry, access, changed.into()) == ERROR_SUCCESS
           && ::SetSecurityInfo(process,
                                SE_KERNEL_OBJECT,
                                DACL_SECURITY_INFORMATION,
                                nullptr,
                                nullptr,
                                changed.get(),
                                nullptr)
                  == ERROR_SUCCESS;
}

//! Our end of the pipe \a name, which did not exist before and only administrators can open.
DriveHandle createPipe(const QString &name)
{
    Local<PSECURITY_DESCRIPTOR> descriptor;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;;GA;;;BA)(A;;GA;;;SY)", SDDL_REVISION_1, descriptor.into(), nullptr))
        return {};
    SECURITY_ATTRIBUTES security = {sizeof(security), descriptor.get(), FALSE};
    return DriveHandle(qintptr(::CreateNamedPipeW(wide(name),
                                                  PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE
                                                      | FILE_FLAG_OVERLAPPED,
                                                  PIPE_TYPE_BYTE | PIPE_REJECT_REMOTE_CLIENTS,
                                                  1,
                                                  kLongestDriveMessage,
                                                  kLongestDriveMessage,
                                                  0,
                                                  &security)));
}

//! The window in front if it is ours, else the terminal: Windows shows its question before it.
HWND askingWindow()
{
    const auto front = ::GetForegroundWindow();
    DWORD process = 0;
    ::GetWindowThreadProcessId(front, &process);
    return process == ::GetCurrentProcessId() ? front : ::GetConsoleWindow();
}

} // namespace

Result<DriveHandle> startElevated(const QString &pipe)
{
    const auto program =
        QCoreApplication::applicationDirPath() + QStringLiteral("/bootwright-drives.exe");
    if (!QFileInfo::exists(program))
        return Error{Error::Kind::NotFound,
                     Tr::tr("The program \"%1\" is not there, which opens drives as administrator. "
                            "Install Bootwright again.")
                         .arg(program),
                     {}};
    SHELLEXECUTEINFOW start = {};
    start.cbSize = sizeof(start);
    start.fMask = SEE_MASK_NOCLOSEPROCESS | SEE_MASK_NOASYNC;
    start.hwnd = askingWindow();
    start.lpVerb = L"runas";
    start.lpFile = wide(program);
    start.lpParameters = wide(pipe);
    const auto usesCom =
        SUCCEEDED(::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE));
    const auto isStarted = ::ShellExecuteExW(&start);
    const auto code = ::GetLastError();
    if (usesCom)
        ::CoUninitialize();
    if (isStarted && start.hProcess)
        return DriveHandle(qintptr(start.hProcess));
    if (code == ERROR_CANCELLED)
        return cancelled();
    return cannotAsk(code);
}

bool isElevated()
{
    HANDLE token = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token))
        return false;
    TOKEN_ELEVATION elevation = {};
    DWORD size = 0;
    const auto isKnown =
        ::GetTokenInformation(token, TokenElevation, &elevation, sizeof(elevation), &size);
    ::CloseHandle(token);
    return isKnown && elevation.TokenIsElevated != 0;
}

Result<std::shared_ptr<DriveHelper>> DriveHelper::start(const Start &start, Control &control)
{
    const auto name =
        QStringLiteral("\\\\.\\pipe\\bootwright-") + QUuid::createUuid().toString(QUuid::Id128);
    const std::shared_ptr<DriveHelper> helper(new DriveHelper);
    helper->m_pipe = createPipe(name);
    if (!isOpen(helper->m_pipe) || !letAdministratorsHandOver())
        return cannotAsk(::GetLastError());
    auto process = start(name);
    if (!process)
        return process.error();
    helper->m_process = std::move(*process);
    if (const auto connected = helper->connect(control); !connected)
        return connected.error();
    return helper;
}

Result<void> DriveHelper::connect(Control &control)
{
    const auto done =
        perform([this](OVERLAPPED *pending) { return ::ConnectNamedPipe(native(m_pipe), pending); },
                control);
    if (!done)
        return done.error();
    ULONG process = 0;
    if (::GetNamedPipeClientProcessId(native(m_pipe), &process)
        && process == ::GetProcessId(native(m_process)))
        return {};
    return Error{Error::Kind::AccessDenied,
                 Tr::tr("Another program has put itself between Bootwright and Windows. Start "
                        "again, and look for unwanted programs."),
                 QStringLiteral("process %1").arg(process)};
}

Result<quint32> DriveHelper::perform(const Begin &begin, Control &control)
{
    const DriveHandle done(qintptr(::CreateEventW(nullptr, TRUE, FALSE, nullptr)));
    OVERLAPPED pending = {};
    pending.hEvent = native(done);
    if (!begin(&pending)) {
        if (::GetLastError() == ERROR_PIPE_CONNECTED)
            return 0; // the helper was faster
        if (::GetLastError() != ERROR_IO_PENDING)
            return helperHasEnded();
    }
    auto result = Result<quint32>(0);
    const HANDLE ends[] = {native(done), native(m_process)};
    DWORD ended = WAIT_TIMEOUT;
    while (result && ended == WAIT_TIMEOUT) {
        ended = ::WaitForMultipleObjects(2, ends, FALSE, kPause);
        if (const auto going = control.proceed(); !going && ended != WAIT_OBJECT_0)
            result = going.error();
    }
    if (ended != WAIT_OBJECT_0) // Windows must not write into what is gone
        ::CancelIoEx(native(m_pipe), &pending);
    DWORD size = 0;
    if (!::GetOverlappedResult(native(m_pipe), &pending, &size, TRUE) && result)
        return helperHasEnded();
    return result ? Result<quint32>(size) : result;
}

Result<QByteArray> DriveHelper::ask(const QByteArray &message, Control &control)
{
    const auto written = perform(
        [&](OVERLAPPED *pending) {
            return ::WriteFile(
                native(m_pipe), message.constData(), DWORD(message.size()), nullptr, pending);
        },
        control);
    if (!written)
        return written.error();
    QByteArray answer;
    while (!answer.endsWith('\n') && answer.size() < kLongestDriveMessage) {
        QByteArray piece(4096, '\0');
        const auto size = perform(
            [&](OVERLAPPED *pending) {
                return ::ReadFile(
                    native(m_pipe), piece.data(), DWORD(piece.size()), nullptr, pending);
            },
            control);
        if (!size)
            return size.error();
        answer += piece.first(*size);
    }
    return answer;
}

Result<OpenDrive>
DriveHelper::open(const DriveIdentity &chosen, Unlocked unlocked, Control &control)
{
    const auto answer = ask(messageOf(DriveRequest{chosen, unlocked}), control);
    if (!answer) {
        m_pipe = DriveHandle(); // its answer must not be taken for that to another question
        return answer.error();
    }
    const auto handed = handedDrive(*answer);
    if (!handed)
        return handed.error();
    OpenDrive drive;
    drive.handle = DriveHandle(qintptr(handed->handles.front()));
    for (size_t index = 1; index < handed->handles.size(); ++index)
        drive.volumes.emplace_back(qintptr(handed->handles[index]));
    drive.name = handed->name;
    drive.vendor = handed->vendor;
    drive.model = handed->model;
    drive.serial = handed->serial;
    drive.size = handed->size;
    drive.logicalSectorSize = handed->logicalSectorSize;
    return drive;
}

} // namespace bootwright
