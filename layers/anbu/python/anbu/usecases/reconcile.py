"""Nobody is left out: every stored file against the ledger, every due time against the clock, on a schedule."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import Certificate
from anbu.domain.cases.due import due_partitions
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode
from anbu.ports import Clock, Ledger
from anbu.usecases.casework.count_round import count_round
from anbu.usecases.certify_round import GOING_ON, Compared, certify_round, rounds_in
from anbu.usecases.find_due import find_due
from anbu.usecases.seal_round import seal_round

_MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Reconciling:
    """What reconciling needs."""

    ledger: Ledger
    clock: Clock
    compare: Callable[[Round], Compared]
    resume: Callable[[], int]
    """Takes up uploads whose event never came or which stopped half way."""
    shards: int = 1
    announce: Callable[[Round], None] = lambda _sealed: None
    """Tells other systems of a round that was sealed."""
    erase: Callable[[], int] = lambda: 0
    """Erases who was kept long enough."""


@dataclass(slots=True)
class Reconciled:
    """What was found. `unbalanced` names rounds, `overdue` cases and their areas: what an alarm says."""

    resumed: int = 0
    sealed: int = 0
    missing: int = 0
    """Rows and cases that are not accounted for."""
    overdue_machine: int = 0
    erased: int = 0
    """People whose time was over."""
    unbalanced: list[str] = field(default_factory=list)
    overdue: Counter[AreaCode] = field(default_factory=Counter)
    overdue_cases: list[str] = field(default_factory=list)


def reconcile(world: Reconciling) -> Reconciled:
    """Looks at everything that is not sealed, however old. What is missing is resumed; what is overdue is named."""
    found = Reconciled(resumed=world.resume())
    for opened in rounds_in(world.ledger, *GOING_ON):
        certificate, seal = _certificate(world, opened)
        if not certificate.balanced:
            found.unbalanced.append(f"{opened.area} {opened.id}")
        found.missing += len(certificate.missing)
        found.overdue_machine += certificate.overdue["machine"]
        count_round(world.ledger, world.clock, certificate)
        if seal_round(opened, certificate, seal, world.ledger, world.clock):
            found.sealed += 1
            world.announce(opened)
    found.erased = world.erase()
    for case in overdue_with_people(world.ledger, world.clock.now(), world.shards):
        found.overdue[case.area] += 1
        if len(found.overdue_cases) < _MOST_NAMED:
            found.overdue_cases.append(case.id)
    return found


def _certificate(world: Reconciling, opened: Round) -> tuple[Certificate, str]:
    compared = world.compare(opened)
    return certify_round(world.ledger, world.clock, lambda _round: compared, opened.area, opened.id), compared.seal


def overdue_with_people(ledger: Ledger, now: datetime, shards: int) -> Iterator[Case]:
    """Cases that people should have moved on by now."""
    for state in State:
        if state.is_peoples:
            yield from find_due(ledger, due_partitions(state, shards), now, page_size=100)
