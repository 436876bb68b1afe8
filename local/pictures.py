"""Pictures for the documentation (`docs/pictures/`): what an operator's terminal shows of a round, as SVG."""

import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console, RenderableType

from anbu.domain.cases.certificate import Certificate
from anbu.domain.cases.state import State
from local.present import certificate_table
from local.watch import Watch, counts_table

FOLDER = Path(__file__).parents[1] / "docs/pictures"
_COLUMNS = 52


@dataclass
class Pictures:
    """How people stood at every moment of a round that differed from the one before."""

    frames: list[tuple[datetime, dict[State, int]]] = field(default_factory=list)

    def look(self, watch: Watch) -> None:
        """Keeps what the watch counted last."""
        if watch.counted and (not self.frames or self.frames[-1][1] != watch.counted):
            self.frames.append((watch.driver.now(), watch.counted))

    def save(self, certificate: Certificate, folder: Path = FOLDER) -> None:
        """The moment at which people stood in the most states, the end, and the certificate."""
        folder.mkdir(parents=True, exist_ok=True)
        busiest = max(self.frames, key=lambda frame: sum(n > 0 for n in frame[1].values()))
        _save(counts_table(*busiest), folder / "round-running.svg")
        _save(counts_table(*self.frames[-1]), folder / "round-through.svg")
        _save(certificate_table(certificate), folder / "certificate.svg")


def _save(shown: RenderableType, file: Path) -> None:
    console = Console(record=True, width=_COLUMNS, file=sys.stderr, force_terminal=True)
    console.print(shown)
    file.write_text(console.export_svg(title="uv run anbu upload --wait", unique_id=file.stem), encoding="utf-8")
