// A piece of work done in a child process that is stopped at one of its calls to the file system: killed there, as kill -9
// or a power switch would do it, or told that the call failed. By ptrace, so the code under test is the code that is used.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <functional>
#include <set>
#include <stdexcept>

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knav {

struct Stopped {
    bool reached = false;  // the work came so far
    bool killed = false;   // by us
    int status = -1;       // what the work gave back, unless it was killed; -1 if it died of something else
};

namespace detail {

inline bool is_file_call(std::uint64_t number) {
    static const std::set<std::uint64_t> calls = {
        SYS_write,     SYS_openat, SYS_openat2, SYS_unlinkat, SYS_renameat2,       SYS_linkat,  SYS_mkdirat,
        SYS_symlinkat, SYS_fsync,  SYS_syncfs,  SYS_flock,    SYS_copy_file_range, SYS_close,
#ifdef SYS_rename
        SYS_rename,    SYS_unlink, SYS_link,    SYS_mkdir,    SYS_rmdir,           SYS_symlink, SYS_open,
        SYS_renameat,
#endif
    };
    return calls.contains(number);
}

/// What the child is about to ask of the system, or has just been answered.
inline bool enters_call(pid_t child, std::uint64_t& number) {
    __ptrace_syscall_info info{};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0) throw std::runtime_error("no ptrace");
    number = info.op == PTRACE_SYSCALL_INFO_ENTRY ? info.entry.nr : 0;
    return info.op == PTRACE_SYSCALL_INFO_ENTRY;
}

/// Lets the call that the child is entering fail without having been made.
inline int fail_call(pid_t child, int error) {
#ifdef __x86_64__
    user_regs_struct registers{};
    int state = 0;
    ::ptrace(PTRACE_GETREGS, child, nullptr, &registers);
    registers.orig_rax = ~0ULL;
    ::ptrace(PTRACE_SETREGS, child, nullptr, &registers);
    ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    ::waitpid(child, &state, 0);
    ::ptrace(PTRACE_GETREGS, child, nullptr, &registers);
    registers.rax = static_cast<unsigned long long>(-static_cast<long long>(error));
    ::ptrace(PTRACE_SETREGS, child, nullptr, &registers);
    return state;
#else
    (void)child, (void)error;
    throw std::runtime_error("not written for this processor");
#endif
}

}  // namespace detail

/// Runs `work` in a child up to its call number `at`, counted from 0. There it is killed, or with an `error` the call fails
/// with that and the work goes on. `work` must use one thread.
inline Stopped stop_at_file_call(const std::function<int()>& work, std::size_t at, int error = 0) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        ::raise(SIGSTOP);
        int status = 99;
        try {
            status = work();
        } catch (...) {
        }
        ::_exit(status);
    }
    Stopped stopped;
    int state = 0;
    ::waitpid(child, &state, 0);
    ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    std::size_t count = 0;
    while (WIFSTOPPED(state)) {
        const int signal = WSTOPSIG(state);
        std::uint64_t number = 0;
        const bool is_call = signal == (SIGTRAP | 0x80);
        if (is_call && detail::enters_call(child, number) && detail::is_file_call(number) && count++ == at) {
            stopped.reached = true;
            if (error == 0) {
                ::kill(child, SIGKILL);
                ::waitpid(child, &state, 0);
                stopped.killed = true;
                return stopped;
            }
            state = detail::fail_call(child, error);
        }
        const bool is_ours = is_call || signal == SIGSTOP || signal == SIGTRAP;
        ::ptrace(PTRACE_SYSCALL, child, nullptr, is_ours ? 0 : signal);
        ::waitpid(child, &state, 0);
    }
    stopped.status = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
    return stopped;
}

}  // namespace knav
