"""The certificate of a round: its stored files read in full again and compared with the ledger (contract 6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import Certificate, FileCounts, RowCounts, Tally, certify
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.ids import AreaCode, RoundId
from anbu.ports import Clock, Index, Ledger


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a round's files with its rows came to. `missing` names rows of files, or of ledgers, by place."""

    file: FileCounts
    rows: RowCounts
    missing: tuple[str, ...] = ()
    seal: str = ""


Compare = Callable[[Round], Compared]
"""Reads every stored file of the round in full, and every row that the ledger has of it."""


class NoSuchRound(LookupError):
    """Nobody has opened a round of that name in that area."""


def cases_of(ledger: Ledger, area: AreaCode, round_id: RoundId) -> Iterator[Case]:
    """Every case of a round, page by page."""
    cursor = None
    while True:
        page = ledger.query(Case, Index.ROUND, f"{area}#{round_id}", limit=500, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


GOING_ON = (RoundState.OPEN, RoundState.PAUSED, RoundState.STOPPED)


def rounds_in(ledger: Ledger, *states: RoundState) -> Iterator[Round]:
    """Every round in these states."""
    for state in states:
        cursor = None
        while True:
            page = ledger.query(Round, Index.LIST, f"ROUND#{state}", cursor=cursor)
            yield from page.items
            cursor = page.cursor
            if cursor is None:
                break


def certify_round(ledger: Ledger, clock: Clock, compare: Compare, area: AreaCode, round_id: RoundId) -> Certificate:
    """The certificate as of now.

    Raises:
        NoSuchRound: there is no such round.
    """
    opened = ledger.get(Round, area, round_id)
    if opened is None:
        raise NoSuchRound(f"{area} {round_id}")
    compared = compare(opened)
    tally = Tally(clock.now())
    for case in cases_of(ledger, area, round_id):
        tally.add(case)
    return certify(
        round_id,
        area,
        opened.decide_by,
        tally,
        compared.file,
        compared.rows,
        compared.missing,
        sealed=opened.state is RoundState.SEALED,
    )
