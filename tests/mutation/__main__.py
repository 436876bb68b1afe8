"""`python -m tests.mutation [module …]`: mutates rules in a copy of the tree, runs their tests, names the survivors.

The last runs stand in `docs/mutation.md`. Never in place: a half-done run would leave a broken rule in somebody's
working tree.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("modules.toml").read_text("utf-8"))["modules"]
DOMAIN = "layers/anbu/python/anbu/domain"
COPIED = ("layers/anbu", "local", "tests", "pyproject.toml", "functions", "infra")
_CHANGED = re.compile(r"@@|[-+](?![-+ ]{2,3}[ab-])")
CONFIG = """
[cosmic-ray]
module-path = "{module}"
timeout = 60
excluded-modules = []
test-command = ""
[cosmic-ray.distributor]
name = "local"
[cosmic-ray.filters.operators-filter]
exclude-operators = [
  "core/ReplaceBinaryOperator_BitOr_.*",  # `X | None` in annotations
  "core/RemoveDecorator",                 # a frozen dataclass that is none any more breaks everything
  "core/ReplaceTrueWithFalse",            # `frozen=True, slots=True`
  "core/ReplaceComparisonOperator_Is_Eq", # the same thing for members of an enum
  "core/ReplaceComparisonOperator_IsNot_NotEq",
]
"""


def main() -> int:
    """Prints a line a module, then every survivor. 0 when none is left."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", choices=[*MODULES, []], metavar="MODULE", help="of modules.toml; else all"
    )
    parser.add_argument("--keep", type=Path, help="where sessions are kept, so that a run can be gone on with")
    parser.add_argument("--minutes", type=float, default=600.0, help="for each module")
    told = parser.parse_args()
    survivors = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "anbu"
        copy.mkdir()
        for name in COPIED:
            subprocess.run(["cp", "-r", "--parents", name, str(copy)], cwd=ROOT, check=True)
        for name in told.modules or MODULES:
            session = (told.keep or Path(place)).resolve() / f"{name.replace('/', '_')}.sqlite"
            survivors += _mutate(name, copy, session, told.minutes)
    return 1 if survivors else 0


def _mutate(name: str, copy: Path, session: Path, minutes: float) -> int:
    config = copy / "cosmic-ray.toml"
    module = f"{DOMAIN}/{name}.py"
    config.write_text(CONFIG.format(module=module))
    if not session.exists():
        for words in (["cosmic-ray", "init", config, session], ["cr-filter-operators", session, config]):
            _run(*map(str, words), cwd=copy)
    lean = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    words = ["-m", "tests.mutation.forked", str(session), str(60 * minutes), module, *MODULES[name]]
    _run("python", *words, cwd=copy, env=lean)
    known = [json.loads(line) for line in _run("cosmic-ray", "dump", str(session), cwd=copy).splitlines()]
    done = [(item, result) for item, result in known if result is not None]
    counts = Counter(str(result["test_outcome"]) for _, result in done if result["worker_outcome"] == "normal")
    left = [(item, result) for item, result in done if result["test_outcome"] == "survived"]
    still = f", {len(known) - len(done)} not run" if len(known) > len(done) else ""
    print(
        f"{name:24} {counts.total():4} mutants, {counts['killed']:4} killed, {len(left):3} survived{still}", flush=True
    )
    for item, result in left:
        print(f"  {item['mutations'][0]['operator_name'].removeprefix('core/')}")
        print("\n".join(f"    {line}" for line in result["diff"].splitlines() if _CHANGED.match(line)), flush=True)
    return len(left)


def _run(tool: str, *words: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """One of the tools that stand beside this Python, whether or not they are on the path."""
    command = [str(Path(sys.executable).with_name(tool)), *words]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, env=env).stdout


if __name__ == "__main__":
    sys.exit(main())
