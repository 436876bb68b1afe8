"""`python -m tests.mutation.forked SECONDS TESTS SESSION=MODULE…`: the mutants of sessions, each in a fork.

cosmic-ray starts a Python a mutant, which spends nine tenths of its time on importing what no mutant changes. Here the
tests are collected once and watched once, without any mutant; then each mutant is one fork, which exchanges the code of
one function and runs the tests that come past the changed statement, the quickest first, up to the first that fails.
What is run on importing (tables, defaults, enums) needs a new import: those mutants are written to the file, and their
fork imports anew what is ours.
"""

import contextlib
import gc
import hashlib
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cosmic_ray.mutating import _make_diff
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkItem, WorkResult

from tests.mutation.chosen import Watched, file_of
from tests.mutation.mutants import Living, mutated, place_of, source_of
from tests.mutation.watching import FirstFailure, InTurn, Watch

OURS = ("layers", "anbu", "tests", "local", "functions", "infra", "bench", "conftest")
PLAIN = ("-q", "-p", "no:cacheprovider", "-m", "not slow and not deep", "--assert=plain")
UNCOVERED = "no test comes here"


def main(seconds: str, tests: str, *sessions: str) -> int:
    """Fills the sessions with results, for so long. 1 if the tests fail without any mutant."""
    until = time.monotonic() + float(seconds)
    modules = {module: session for session, module in (words.split("=") for words in sessions)}
    told = Path(next(iter(modules.values()))).parent / f"watched-{_fingerprint(tests)}.json"
    if not told.exists():
        _forked(lambda: _pytest(tests.split(), Watch(told)), 1200)
    if not told.exists():
        print("the tests cannot be collected as they are", file=sys.stderr)
        return 1
    known = json.loads(told.read_text("utf-8"))
    if known["failed"]:  # slower than they may be, while they are watched
        print("not shown to any mutant, because they fail without one:", *known["failed"], sep="\n  ", file=sys.stderr)
    for name in known["loaded"]:
        if name.split(".")[0] not in OURS:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    sys.dont_write_bytecode = True  # a mutant as long as the last one, within a second of it, would be read as that
    watched = Watched(
        frozenset((module, line) for module, line in known["imported"]),
        {name: test["seconds"] for name, test in known["tests"].items()},
        {name: frozenset((at, line) for at, line in test["lines"]) for name, test in known["tests"].items()},
    )
    for module in modules:
        for stale in Path(module).parent.glob(f"__pycache__/{Path(module).stem}.*.pyc"):
            stale.unlink()
    run = InTurn(lambda session: _warm(session, modules, watched, until))
    _forked(lambda: _pytest(tests.split(), run), 5 * float(seconds) + 600)
    for module, path in modules.items():
        with use_db(path, WorkDB.Mode.open) as work:
            _cold(work, module, watched, until)
    return 0


def _fingerprint(tests: str) -> str:
    """Of the tests and of all code: what was watched once is known until one of them changes."""
    whole = hashlib.sha256(tests.encode())
    for path in sorted(path for place in OURS for path in Path(place).rglob("*.py")):
        whole.update(path.read_bytes() if Path(__file__).parent not in path.resolve().parents else b"")
    return whole.hexdigest()[:12]


def order(item: WorkItem) -> tuple[Any, ...]:
    """Of the text."""
    spec = item.mutations[0]
    return spec.start_pos, spec.operator_name, spec.occurrence


def _warm(session: pytest.Session, modules: dict[str, str], watched: Watched, until: float) -> None:
    living = Living()
    gc.freeze()  # what is here stays: a child that looks for garbage would copy all of it
    items = {item.nodeid: item for item in session.items}
    for module, path in modules.items():
        with use_db(path, WorkDB.Mode.open) as work:
            for item in sorted(work.pending_work_items, key=order):
                if time.monotonic() > until:
                    return
                spec = item.mutations[0]
                place = place_of(spec)
                if watched.is_run_on_importing(module, place):
                    continue
                chosen = watched.tests_of(module, place)
                act = _exchanged(living, session, [items[name] for name in chosen], place.function or "")
                _settle(work, item, chosen, watched, act)


def _exchanged(
    living: Living, session: pytest.Session, items: list[pytest.Item], function: str
) -> Callable[[MutationSpec, str], bool]:
    def act(spec: MutationSpec, text: str) -> bool:
        if not living.replace(spec.module_path, function, text):
            return False
        for here, then in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=here, nextitem=then)
        return True

    return act


def _cold(work: WorkDB, module: str, watched: Watched, until: float) -> None:
    for item in sorted(work.pending_work_items, key=order):
        if time.monotonic() > until:
            return
        place = place_of(item.mutations[0])
        if watched.is_run_on_importing(module, place):
            chosen = watched.tests_of(module, place)
            _settle(work, item, chosen, watched, _imported_anew(module, chosen))


def _imported_anew(module: str, chosen: list[str]) -> Callable[[MutationSpec, str], bool]:
    def act(_spec: MutationSpec, text: str) -> bool:
        Path(module).write_text(text, "utf-8")
        return _pytest(sorted({file_of(name) for name in chosen}), Only(chosen))

    return act


class Only(FirstFailure):
    """These tests, in this order."""

    def __init__(self, names: list[str]) -> None:
        self._place = {name: n for n, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sorts out the others."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid]
        )


def _settle(
    work: WorkDB, item: WorkItem, chosen: list[str], watched: Watched, act: Callable[[MutationSpec, str], bool]
) -> None:
    """Runs one mutant and writes down what became of it."""
    spec = item.mutations[0]
    before, text = source_of(spec.module_path), mutated(spec)
    if text is None or text == before:
        work.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.NO_TEST))
        return
    most = 10 + 5 * sum(watched.seconds[name] for name in chosen)
    try:
        survived = not chosen or _forked(lambda: act(spec, text), most)
    finally:
        if spec.module_path.read_text("utf-8") != before:
            spec.module_path.write_text(before, "utf-8")
    outcome = TestOutcome.SURVIVED if survived else TestOutcome.KILLED
    diff = "\n".join(_make_diff(before, text, spec.module_path))
    said = f"{len(chosen)} tests" if chosen else UNCOVERED
    work.set_result(item.job_id, WorkResult(WorkerOutcome.NORMAL, said, outcome, diff))


def _forked(act: Callable[[], bool], seconds: float) -> bool:
    """What `act` says in a child of its own; False where it dies or takes longer."""
    child = os.fork()
    if child == 0:
        _child(act)
    until, pause = time.monotonic() + seconds, 0.001
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(pause)
        pause = min(2 * pause, 0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _child(act: Callable[[], bool]) -> None:
    """Never returns."""
    os.setsid()
    if not os.environ.get("MUTATION_TALKS"):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    status = 1
    with contextlib.suppress(BaseException):
        status = 0 if act() else 1
    os._exit(status)


def _pytest(tests: list[str], plugin: object) -> bool:
    first = [] if isinstance(plugin, Watch) else ["-x"]
    return int(pytest.main([*PLAIN, *first, *tests], plugins=[plugin])) == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
