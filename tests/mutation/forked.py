"""`python -m tests.mutation.forked SESSION SECONDS MODULE TESTS…`: the mutants of a session, each in a forked process.

cosmic-ray starts a Python a mutant, which spends nine tenths of its time on importing what no mutant changes. Here what
is not ours is imported once, and each mutant's tests run in a child that has it already. What is ours is imported by
the child, after the mutant was written.
"""

import contextlib
import importlib
import os
import signal
import sys
import time
from pathlib import Path

import cosmic_ray.mutating
import pytest
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome

OURS = ("anbu", "tests", "local", "functions", "infra", "bench", "conftest")
SECONDS = 60.0
"""For the tests as they are; a mutant that takes five times as long is caught in a loop."""


def main(session: str, seconds: str, module: str, *tests: str) -> int:
    """Fills the session with results, for so long. 1 if the tests fail without any mutant."""
    until = time.monotonic() + float(seconds)
    began = time.monotonic()
    outcome, names = _unchanged(tests)
    most = 5 + 5 * (time.monotonic() - began)
    if outcome is not TestOutcome.SURVIVED:
        print(f"{module}: its tests fail as it is", file=sys.stderr)
        return 1
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    sys.dont_write_bytecode = True  # a mutant as long as the last one, within a second of it, would be read as that
    for stale in Path(module).parent.glob(f"__pycache__/{Path(module).stem}.*.pyc"):
        stale.unlink()
    cosmic_ray.mutating.run_tests = lambda _command, _timeout: (_forked(tests, most), "")  # type: ignore[assignment]
    with use_db(session, WorkDB.Mode.open) as work:
        for item in list(work.pending_work_items):
            if time.monotonic() > until:
                break
            work.set_result(item.job_id, cosmic_ray.mutating.mutate_and_test(item.mutations, "", most))
    return 0


def _unchanged(tests: tuple[str, ...]) -> tuple[TestOutcome, list[str]]:
    """How the tests end without a mutant, and which modules that are not ours they import."""
    loaded = Path("loaded.txt")
    outcome = _forked(tests, SECONDS, loaded)
    names = loaded.read_text("utf-8").split("\n") if loaded.exists() else []
    return outcome, [name for name in names if name.split(".")[0] not in OURS]


def _forked(tests: tuple[str, ...], seconds: float, loaded: Path | None = None) -> TestOutcome:
    child = os.fork()
    if child == 0:
        _run(tests, loaded)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return TestOutcome.SURVIVED if status == 0 else TestOutcome.KILLED
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TestOutcome.KILLED


def _run(tests: tuple[str, ...], loaded: Path | None) -> None:
    """The child: never returns."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = 1
    with contextlib.suppress(BaseException):
        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
        if loaded is not None:
            loaded.write_text("\n".join(sys.modules), "utf-8")
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
