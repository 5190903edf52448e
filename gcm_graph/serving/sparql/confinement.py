"""Take from a process what a query must never have: connections, other programs, more memory than agreed.

A SERVICE would open connections, and the engine has no switch for it. Forbidding new file descriptors altogether does
not do: the store opens its files when a query first needs them. So the kernel is told to refuse the calls themselves.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import struct
import sys

from gcm_graph.bound_process import control_process

_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_X32_CALLS = 0x40000000
"""From here on the numbers of calls mean the same calls under another convention."""

# The kernel's name for the machine, and the numbers of socket, socketpair, connect, execve, execveat, io_uring_setup.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 425)),
}
# Instructions of the classic packet filter in which rules for calls are written (seccomp(2)).
_LOAD = 0x20
_IS = 0x15
_AT_LEAST = 0x35
_RETURN = 0x06
_AT_CALL = 0
_AT_MACHINE = 4
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES


class ConfinementError(OSError):
    """The system does not let a process give up its rights."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def leave_signals_to_the_server() -> None:
    """Ignore what a terminal sends to all processes: the server decides when those that it started end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def forbid_connections() -> None:
    """Make it impossible for the process, for good, to open a connection or to start a program.

    It binds the thread that calls it and those that it starts. On systems other than Linux nothing is done.

    Raises:
        ConfinementError: the kernel, or the machine, has no such means.
    """
    if sys.platform != "linux":
        return
    machine = os.uname().machine
    if machine not in _MACHINES:
        message = f"connections cannot be forbidden on a machine of the kind {machine}"
        raise ConfinementError(message)
    rules = _rules(*_MACHINES[machine])
    buffer = ctypes.create_string_buffer(rules, len(rules))
    program = _Program(len(rules) // 8, ctypes.addressof(buffer))
    _control(_PR_SET_NO_NEW_PRIVS, 1)
    _control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))


def limit_memory(more: int) -> None:
    """Let the process grow by so many bytes at most, and leave no image of it behind when it breaks down."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        address_space, resident = _pages()
        # Address space that is not memory, such as the unused stack, does not count.
        most = more + (address_space - resident) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def held_memory() -> int:
    """Return how many bytes of memory the process holds; on systems other than Linux the most that it ever held."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return _pages()[1] * resource.getpagesize()


def _pages() -> tuple[int, int]:
    """Return how many pages of address space and of memory the process has (proc_pid_statm(5))."""
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - pathlib is not worth its import here
        address_space, resident = map(int, statm.read().split()[:2])
    return address_space, resident


def _rules(machine: int, calls: tuple[int, ...]) -> bytes:
    """Return the rules: refuse these calls, and all calls under another convention; allow the rest."""
    number = len(calls)
    return b"".join(
        (
            _instruction(_LOAD, _AT_MACHINE),
            _instruction(_IS, machine, otherwise=number + 3),
            _instruction(_LOAD, _AT_CALL),
            _instruction(_AT_LEAST, _X32_CALLS, then=number + 1),
            *(_instruction(_IS, call, then=number - place) for place, call in enumerate(calls)),
            _instruction(_RETURN, _ALLOW),
            _instruction(_RETURN, _REFUSE),
        )
    )


def _instruction(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """Return an instruction; `then` and `otherwise` say how many of those that follow are left out."""
    return struct.pack("HBBI", code, then, otherwise, value)


def _control(option: int, *arguments: object) -> None:
    try:
        control_process(option, *arguments)
    except OSError as error:
        message = f"a process could not give up its rights: {error.strerror}"
        raise ConfinementError(message) from error
