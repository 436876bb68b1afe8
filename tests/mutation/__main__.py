"""`python -m tests.mutation [module …]`: mutates rules in a copy of the tree, runs their tests, names the survivors.

The last runs stand in `docs/mutation.md`. Never in place: a half-done run would leave a broken rule in somebody's
working tree.
"""

import argparse
import contextlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import cosmic_ray.commands
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkerOutcome, WorkItem, WorkResult

from tests.mutation.forked import order
from tests.mutation.mutants import ours

ROOT = Path(__file__).parents[2]
TOLD = tomllib.loads(Path(__file__).with_name("modules.toml").read_text("utf-8"))
DOMAIN = "layers/anbu/python/anbu/domain"
COPIED = ("layers/anbu", "local", "tests", "pyproject.toml", "functions", "infra", "docs", "bench", "flows")
_COUNTER = re.compile(r"^\s+version: int = 0$")
"""Where the ledger counts the writes of an item: what the store says, not a rule."""
NOT_IN_SAMPLE = "not in the sample"
_CHANGED = re.compile(r"@@|[-+](?![-+]{2} )")
_LEFT_OUT = re.compile(
    r"core/ReplaceBinaryOperator_BitOr_.*"  # `X | None` in annotations
    r"|core/RemoveDecorator"  # a frozen dataclass that is none any more breaks everything
    r"|core/ReplaceTrueWithFalse"  # `frozen=True, slots=True`
    r"|core/ReplaceComparisonOperator_Is_Eq"  # the same thing for members of an enum
    r"|core/ReplaceComparisonOperator_IsNot_NotEq"
)


def _modules() -> dict[str, tuple[str, ...]]:
    """Every module of `domain/` → the tests that hold it: its own, or those of its folder."""
    found, folders = {}, {name: tests for names, tests in TOLD["folders"].items() for name in names.split()}
    for path in sorted((ROOT / DOMAIN).rglob("*.py")):
        name = path.relative_to(ROOT / DOMAIN).with_suffix("").as_posix()
        tests = TOLD["modules"].get(name) or folders.get(name.rpartition("/")[0])
        if tests and path.name != "__init__.py":
            found[name] = tuple(tests)
    return found


MODULES = _modules()


def main() -> int:
    """Prints a line a module, then every survivor. 0 when none is left."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="`cases/due`, or a folder: `cases`; else all")
    parser.add_argument("--keep", type=Path, help="where sessions are kept, so that a run can be gone on with")
    parser.add_argument("--minutes", type=float, default=600.0, help="for all modules that the same tests hold")
    parser.add_argument("--every", type=int, default=1, help="only every n-th mutant, in the order of the text")
    parser.add_argument("--again", action="store_true", help="run what has survived in a kept session once more")
    told = parser.parse_args()
    wanted = [name for name in MODULES if not told.modules or {name, name.rpartition("/")[0]} & set(told.modules)]
    if not wanted:
        parser.error(f"no such module or folder: {', '.join(told.modules)}")
    survivors = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "anbu"
        copy.mkdir()
        for name in COPIED:
            if (ROOT / name).exists():
                subprocess.run(["cp", "-r", "--parents", name, str(copy)], cwd=ROOT, check=True)
        sessions = (told.keep or Path(place)).resolve()
        sessions.mkdir(parents=True, exist_ok=True)
        for tests in dict.fromkeys(MODULES[name] for name in wanted):
            held = {name: sessions / f"{name.replace('/', '_')}.sqlite" for name in wanted if MODULES[name] == tests}
            for name, session in held.items():
                _open_again(name, session, told.again)
            _mutate(held, tests, copy, told.minutes, told.every)
            survivors += sum(_tell(name, session) for name, session in held.items())
    return 1 if survivors else 0


def _open_again(name: str, session: Path, again: bool) -> None:
    """A kept session of a module that was changed since is worth nothing; one that is run again forgets survivors."""
    if session.exists() and session.stat().st_mtime < (ROOT / DOMAIN / f"{name}.py").stat().st_mtime:
        session.unlink()
    if session.exists() and again:
        with contextlib.closing(sqlite3.connect(session)) as kept, kept:
            kept.execute("DELETE FROM work_results WHERE test_outcome = 'SURVIVED'")


def _mutate(held: dict[str, Path], tests: tuple[str, ...], copy: Path, minutes: float, every: int) -> None:
    """All modules that the same tests hold: these are collected and watched once for all of them."""
    for name, session in held.items():
        if not session.exists():
            with contextlib.chdir(copy), use_db(session, WorkDB.Mode.create) as work:
                _begin(work, Path(f"{DOMAIN}/{name}.py"), every)
    named = [f"{session}={DOMAIN}/{name}.py" for name, session in held.items()]
    words = ["-m", "tests.mutation.forked", str(60 * minutes), " ".join(tests), *named]
    _run("python", *words, cwd=copy, env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})


def _begin(work: WorkDB, module: Path, every: int) -> None:
    """A session: cosmic-ray's mutants and ours, without those that are left out or not in the sample."""
    cosmic_ray.commands.init([module], work, {})
    work.add_work_items(WorkItem.single(f"forgotten-{n}", spec) for n, spec in enumerate(ours(module)))
    lines = module.read_text("utf-8").split("\n")
    left_out = [item for item in work.work_items if _says_nothing(item.mutations[0], lines)]
    _skip(work, left_out, "says nothing")
    asked = sorted(work.pending_work_items, key=order)
    _skip(work, [item for n, item in enumerate(asked) if n % every], NOT_IN_SAMPLE)


def _says_nothing(spec: MutationSpec, lines: list[str]) -> bool:
    return bool(_LEFT_OUT.fullmatch(spec.operator_name) or _COUNTER.match(lines[spec.start_pos[0] - 1]))


def _skip(work: WorkDB, items: list[WorkItem], why: str) -> None:
    skipped = WorkResult(worker_outcome=WorkerOutcome.SKIPPED, output=why)
    work.set_multiple_results([item.job_id for item in items], skipped)


def _tell(name: str, session: Path) -> int:
    """Prints what became of a module's mutants; how many survived."""
    with use_db(session, WorkDB.Mode.open) as work:
        known, done = work.num_work_items, list(work.completed_work_items)
    counts = Counter(str(result.test_outcome.value) for _, result in done if result.test_outcome is not None)
    outside = sum(result.output == NOT_IN_SAMPLE for _, result in done)
    left = [(item, result) for item, result in done if result.test_outcome and result.test_outcome.value == "survived"]
    still = f", {known - len(done)} not run" if known > len(done) else ""
    sample = f", {outside} not in the sample" if outside else ""
    numbers = f"{counts.total():4} mutants, {counts['killed']:4} killed, {len(left):3} survived"
    print(f"{name:24} {numbers}{still}{sample}", flush=True)
    for item, result in sorted(left, key=lambda one: one[0].mutations[0].start_pos):
        print(f"  {item.mutations[0].operator_name.removeprefix('core/')} ({result.output})")
        changed = [line for line in (result.diff or "").splitlines() if _CHANGED.match(line)]
        print("\n".join(f"    {line}" for line in changed), flush=True)
    return len(left)


def _run(tool: str, *words: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """One of the tools that stand beside this Python, whether or not they are on the path."""
    command = [str(Path(sys.executable).with_name(tool)), *words]
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True, env=env).stdout


if __name__ == "__main__":
    sys.exit(main())
