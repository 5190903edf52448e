"""Bind a process to the life of the one that started it, and speak to the kernel of such things.

Imported by processes that shall start fast: nothing else of the project may be imported here.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """See to it that this process does not outlive another one, whichever way that ends (PR_SET_PDEATHSIG).

    On systems other than Linux it is only looked whether that one has ended already.

    Args:
        parent: the number of the process that started this one. It is bound to the thread that did so.

    Raises:
        OSError: the kernel refuses.
    """
    if sys.platform == "linux":
        control_process(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could ask
        sys.exit()


def control_process(option: int, *arguments: object) -> None:
    """Call prctl(2), which Linux alone has.

    Raises:
        OSError: it fails.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, *arguments, *(0,) * (4 - len(arguments))) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
