"""Run native code that recurses deeply, or that Python cannot interrupt, in a thread of its own."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")

STACK_BYTES = 512 * 1024 * 1024
"""The stack of the thread: address space, of which only what is used becomes memory."""

_PATIENCE_SECONDS = 0.05


def run_in_deep_thread(work: Callable[[], _Value]) -> _Value:
    """Run a function in a thread with a deep stack and return what it returns.

    The main thread waits in small steps, so that Ctrl-C is met while native code runs; the thread then dies with the
    process.

    Raises:
        BaseException: what the function raised.
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    values: list[_Value] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            values.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the main thread
            _let_go(error)
            errors.append(error)

    previous = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(previous)
    while thread.is_alive():
        thread.join(_PATIENCE_SECONDS)
    if errors:
        raise errors[0]
    return values[0]


def _let_go(error: BaseException | None) -> None:
    """Clear the frames of an error and of those behind it.

    Native objects may only be let go of in the thread that made them, so no frame may carry them into another.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
