"""What a nation's round takes (issue C): lines used, open time against the least possible, wall time, memory.

200,000 people on 500 lines at 10 starts a second; and 20,000 with faults everywhere, over several seeds.

    uv run python -m bench.simulation [--people 200000] [--seeds 3]
"""

import argparse
import json
import resource
import tempfile
from pathlib import Path

from local.simulate.faults import Faults
from local.simulate.round import Setting
from local.simulate.simulate import simulate

FAULTS = Faults.parse("drop=0.05,duplicate=0.05,reorder=0.1,crash=0.01")
_LINES_OF, _PEOPLE_OF = 500, 200_000
_BROKEN = ("unaccounted", "double_calls", "double_notices", "outside_window")


def figures(people: int, seeds: int) -> dict[str, float]:
    """All figures of this benchmark."""
    with tempfile.TemporaryDirectory() as place:
        lines = max(10, people * _LINES_OF // _PEOPLE_OF)
        whole = simulate(Setting(people, lines, 10.0), Path(place)).as_json()
        found: dict[str, float] = {"simulation.people": people, "simulation.lines": lines}
        for name in ("line_utilisation", "makespan_ratio", "max_lines_used", "max_starts_per_second", "seconds"):
            found[f"simulation.{name}"] = whole[name]
        found["simulation.gib_of_all_processes"] = round(_most_memory() * whole["shares"], 2)
        for name, other in whole["others"].items():
            found[f"simulation.{name}_times_ours"] = other["times_ours"]
        broken = sum(whole[name] for name in _BROKEN)
        for seed in range(1, seeds + 1):
            faulty = simulate(Setting(people // 10, 120, 2.0, seed=seed, faults=FAULTS), Path(place)).as_json()
            broken += sum(faulty[name] for name in _BROKEN) + (not faulty["balanced"])
            found[f"simulation.faults_seed{seed}_s"] = faulty["seconds"]
    found["simulation.promises_broken"] = broken
    return found


def _most_memory() -> float:
    """GiB of the largest child, which is one share."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=_PEOPLE_OF)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    print(json.dumps(figures(args.people, args.seeds), indent=1))


if __name__ == "__main__":
    main()
