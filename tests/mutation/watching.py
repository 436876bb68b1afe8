"""Which lines of the rules each test runs: pytest plugins of the mutation runner."""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # the first example that fails is enough: nobody reads the smallest
)


class Watch:
    """Runs the tests as they are and writes down, for each, how long it took and which lines it ran."""

    def __init__(self, to: Path) -> None:
        rules = Path("layers/anbu/python/anbu/domain").rglob("*.py")
        self._modules = {str(path.resolve()): path.as_posix() for path in rules}
        self._known: dict[str, str | None] = {}
        self._to = to
        self._lines: set[tuple[str, int]] = set()
        self._began: set[tuple[str, int]] = set()
        self._tests: dict[str, dict[str, Any]] = {}
        self._failed: set[str] = set()
        sys.settrace(self._call)
        threading.settrace(self._call)

    def pytest_configure(self) -> None:
        settings.load_profile("mutation")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self) -> None:
        self._began = set(self._lines)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._lines.clear()
        began = time.monotonic()
        result = yield
        took = time.monotonic() - began
        self._tests[item.nodeid] = {"seconds": took, "lines": sorted(self._lines)}
        return result  # type: ignore[return-value]  # a wrapper hands on what it was handed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        for name in self._failed:
            self._tests.pop(name, None)
        told = {"imported": sorted(self._began), "tests": self._tests, "loaded": list(sys.modules)}
        told["failed"] = sorted(self._failed)
        self._to.write_text(json.dumps(told), "utf-8")

    def _call(self, frame: FrameType, event: str, _arg: object) -> Any:
        name = frame.f_code.co_filename
        if name not in self._known:
            self._known[name] = self._modules.get(str(Path(name).resolve())) if name.endswith(".py") else None
        module = self._known[name]
        if module is None:
            return None
        lines = self._lines

        def line(frame: FrameType, _event: str, _arg: object) -> Any:
            lines.add((module, frame.f_lineno))
            return line

        return line(frame, event, None)


class FirstFailure:
    """Ends the process at the first test that fails: nobody reads how, and telling it takes longer than most tests."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
            os._exit(1)


class InTurn(FirstFailure):
    """Collects the tests, then hands them to whoever runs them in forked children."""

    def __init__(self, run: Any) -> None:
        self._run = run

    def pytest_configure(self) -> None:
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._run(session)
        return True
