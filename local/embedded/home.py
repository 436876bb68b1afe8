"""Where an embedded cloud keeps its state, and under which ports it answers."""

import json
import os
import shutil
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
REGION = "ap-northeast-2"
ACCOUNT = "000000000000"
DEPLOYMENT = "local"
PORT, TELEPHONE_PORT = 4566, 4570
_ROOM_FOR_WORKERS = 8 << 30
"""Bytes free in memory's own file system before workers unpack there."""


class PortTaken(Exception):
    """Something else listens where the embedded cloud should. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """One embedded cloud. Two may run side by side if their folders and ports differ."""

    folder: Path
    port: int = PORT
    telephone_port: int = TELEPHONE_PORT

    @property
    def endpoint(self) -> str:
        """Where every AWS service of this cloud answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def telephone(self) -> str:
        """Where the telephone network answers: Connect, the providers of texts, and the browser's page."""
        return f"http://127.0.0.1:{self.telephone_port}"

    @property
    def clock_file(self) -> Path:
        """The clock that functions and telephone network read."""
        return self.folder / "clock.json"

    @property
    def settings_file(self) -> Path:
        """The deployment's settings as its functions read them."""
        return self.folder / "settings.json"

    @property
    def scratch(self) -> Path:
        """Where the emulator unpacks layers, anew for each worker: in memory where there is room."""
        memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it, made and removed by us
        roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_FOR_WORKERS
        return memory / f"anbu-{os.getuid()}-{self.port}" if roomy else self.folder / "tmp"

    def clear_scratch(self) -> None:
        """Removes what workers unpacked, wherever it was."""
        for place in (self.scratch, self.folder / "tmp"):
            shutil.rmtree(place, ignore_errors=True)

    def log(self, name: str) -> Path:
        """A child process's output."""
        return self.folder / f"{name}.log"


def default_home() -> Home:
    """The cloud of this working copy; `ANBU_PORT` and `ANBU_TELEPHONE_PORT` move it."""
    port = int(os.environ.get("ANBU_PORT", PORT))
    return Home(ROOT / ".anbu", port, int(os.environ.get("ANBU_TELEPHONE_PORT", TELEPHONE_PORT)))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require_free(port: int, variable: str) -> None:
    """Checks before anything is started.

    Raises:
        PortTaken: somebody listens there already.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise PortTaken(
                f"포트 {port}을(를) 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끄거나(먼저 `uv run anbu down`), "
                f"`{variable}={port + 100}` 을(를) 앞에 붙여 다른 포트로 다시 실행해 주세요."
            )


@dataclass(frozen=True, slots=True)
class Running:
    """What is written down about a cloud that runs: processes, ports, and what the deployment came to."""

    emulator_pid: int
    telephone_pid: int | None
    port: int
    telephone_port: int
    outputs: dict[str, str]
    deployed: bool = False


def remember(home: Home, running: Running) -> None:
    """Writes it down, whole or not at all."""
    part = home.folder / "state.part"
    part.write_text(json.dumps(asdict(running), indent=1))
    part.replace(home.folder / "state.json")


def recall(home: Home) -> Running | None:
    """What was written down, or None. It may have died since: see `alive`."""
    try:
        known: dict[str, Any] = json.loads((home.folder / "state.json").read_text())
    except FileNotFoundError:
        return None
    return Running(**known)


def forget(home: Home) -> None:
    """The cloud is down."""
    (home.folder / "state.json").unlink(missing_ok=True)
