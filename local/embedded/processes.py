"""Child processes that end when they are told to, with all that they started."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

_PATIENCE = 10.0
"""Seconds in which a process may end by itself before it is killed."""

_children: dict[int, subprocess.Popen[bytes]] = {}
"""What this process started; what an earlier `anbu up` started is known by its id only."""


class NotReady(Exception):
    """A child process ended, or did not answer in time. The text names its log."""


def start(command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Starts a process in a session of its own: Ctrl-C reaches us, and we end it in order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        child = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    _children[child.pid] = child
    return child


def wait_until_answering(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 30) -> None:
    """Returns as soon as the address answers.

    Raises:
        NotReady: the process ended, or the time is up.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotReady(f"{process.args!r} ended with {process.returncode}; see {log}\n{_tail(log)}")
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=2):  # noqa: S310
            return
        time.sleep(0.1)
    raise NotReady(f"no answer from {url} within {seconds:.0f} s; see {log}\n{_tail(log)}")


def alive(pid: int) -> bool:
    """Whether the process runs."""
    if pid in _children:
        return _children[pid].poll() is None
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end(pid: int) -> None:
    """Ends a process and its session: first asks, then kills what is left of the group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + _PATIENCE
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    if child := _children.pop(pid, None):
        child.wait()


def _tail(log: Path) -> str:
    with contextlib.suppress(FileNotFoundError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    return ""
