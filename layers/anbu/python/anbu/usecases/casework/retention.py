"""What was kept long enough goes: the people of sealed rounds and of other doors, and the lists that they stood in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.cases.round import Round, RoundState
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Areas
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.values import replace
from anbu.ports import Clock, Conflict, Eraser, Ledger, Replace, Shelf
from anbu.usecases.casework.erase import Erasing, erase_round
from anbu.usecases.casework.new_case import DOORS, round_of_door
from anbu.usecases.certify_round import cases_of, rounds_in

_YEARS_BACK = 5
"""A case of an old year may have been closed only now."""
_A_RUN = 500


@dataclass(frozen=True, slots=True)
class Retention:
    """How long people are kept after their round was sealed, and where."""

    ledger: Ledger
    clock: Clock
    eraser: Eraser
    keep: timedelta
    offices: tuple[AreaCode, ...]
    areas: Areas


def erase_what_is_over(kept: Retention) -> int:
    """Erases who was kept long enough, a bounded number in one run. Returns how many; the next run goes on."""
    now, erased = kept.clock.now(), 0
    erasing = Erasing(kept.ledger, kept.eraser)
    for sealed in rounds_in(kept.ledger, RoundState.SEALED):
        if sealed.erased_at is None and sealed.sealed_at is not None and sealed.sealed_at + kept.keep <= now:
            gone = erase_round(erasing, sealed.area, sealed.id, _A_RUN - erased)
            erased += gone
            if erased < _A_RUN and not _has_open(kept.ledger, sealed):
                _finish(kept, sealed, now)
    for area, round_id in _old_doors(kept, now):
        erased += erase_round(erasing, area, round_id, _A_RUN - erased)
    return erased


def _finish(kept: Retention, sealed: Round, now: datetime) -> None:
    """The lists themselves and their receipts: the seal proves from here on."""
    kept.eraser.erase(Shelf.LISTS, f"lists/{sealed.area}/{sealed.id}/")
    kept.eraser.erase(Shelf.LISTS, f"receipts/{sealed.area}/{sealed.id}/")
    try:
        kept.ledger.write(Replace(replace(sealed, erased_at=now)))
    except Conflict:
        return  # the next run finds it


def _has_open(ledger: Ledger, sealed: Round) -> bool:
    """Somebody was opened again after the sealing."""
    return any(case.state is not State.CLOSED for case in cases_of(ledger, sealed.area, sealed.id))


def _old_doors(kept: Retention, now: datetime) -> Iterator[tuple[AreaCode, RoundId]]:
    """Reports, postal checks and entries have a round a year and no seal."""
    last = (now - kept.keep).year - 1
    for office in kept.offices:
        for area in (office, *(inner for inner in kept.areas.children(office) if kept.areas.children(inner))):
            for year in range(last - _YEARS_BACK, last + 1):
                yield from ((area, round_of_door(door, year)) for door in DOORS)
