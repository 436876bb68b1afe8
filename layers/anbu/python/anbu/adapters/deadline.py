"""A deadline over all that a piece of work does: its tries, its waits in between, and an answer that drips."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, if it does so within `seconds` (real ones).

    Time limits of an HTTP client count for each read, so a server that sends a byte now and then is waited for
    without end. Work that hangs is left behind on a thread that keeps nothing else waiting.

    Raises:
        TimeoutError: it is not done.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as fault:  # handed on to whoever waits
            done.set_exception(fault)

    threading.Thread(target=run, daemon=True).start()
    return done.result(timeout=seconds)
