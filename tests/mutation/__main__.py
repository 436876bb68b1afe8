"""`python -m tests.mutation [module …]`: mutates rules in a copy of the tree, runs their tests, names the survivors.

Never in place: a half-done run would leave a broken rule in somebody's working tree.
"""

import json
import os
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
SECONDS = 60
CONFIG = """
[cosmic-ray]
module-path = "{module}"
timeout = {seconds}
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider {tests}"
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


def main(names: list[str]) -> int:
    """Prints a line a module, then every survivor. 0 when none is left."""
    survivors = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "anbu"
        copy.mkdir()
        for name in COPIED:
            subprocess.run(["cp", "-r", "--parents", name, str(copy)], cwd=ROOT, check=True)
        for name in names or MODULES:
            survivors += _mutate(name, copy)
    return 1 if survivors else 0


def _mutate(name: str, copy: Path) -> int:
    config, session = copy / "cosmic-ray.toml", copy / "session.sqlite"
    tests = " ".join(MODULES[name])
    module = f"{DOMAIN}/{name}.py"
    config.write_text(CONFIG.format(module=module, tests=tests, python=sys.executable, seconds=SECONDS))
    session.unlink(missing_ok=True)
    for words in (["cosmic-ray", "init", config, session], ["cr-filter-operators", session, config]):
        _run(*map(str, words), cwd=copy)
    lean = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # a third of the time for each of a thousand runs
    _run("cosmic-ray", "exec", str(config), str(session), cwd=copy, env=lean)
    dump = _run("cosmic-ray", "dump", str(session), cwd=copy)
    done = [(item, result) for item, result in map(json.loads, dump.splitlines()) if result is not None]
    counts = Counter(str(result["test_outcome"]) for _, result in done if result["worker_outcome"] == "normal")
    left = [(item, result) for item, result in done if result["test_outcome"] == "survived"]
    print(f"{name:24} {counts.total():4} mutants, {counts['killed']:4} killed, {len(left):3} survived", flush=True)
    for item, result in left:
        print(f"  {name}: {item['mutations'][0]['operator_name']}")
        print("    " + "\n    ".join(line for line in result["diff"].splitlines() if line[:1] in "+-@"), flush=True)
    return len(left)


def _run(tool: str, *words: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """One of the tools that stand beside this Python, whether or not they are on the path."""
    command = [str(Path(sys.executable).with_name(tool)), *words]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, env=env).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
