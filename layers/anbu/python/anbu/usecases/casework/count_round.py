"""Counts a round and keeps the figures, so that looking at them reads one item: its certificate, and its towns."""

from dataclasses import asdict
from typing import Any

from anbu.domain.cases.certificate import Certificate
from anbu.domain.casework.figures import RoundCount, RoundFigures
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.lists.upload import Upload, UploadState
from anbu.ports import Clock, Conflict, Create, Ledger, Replace
from anbu.usecases.certify_round import GOING_ON, cases_of, rounds_in

COUNTED_AT_ONCE = 20_000
"""Rows of a list that are counted in the run that took it in: ten districts' worth, some seconds."""


def count_round(ledger: Ledger, clock: Clock, certificate: Certificate) -> RoundFigures:
    """Keeps the figures of a round as of now, beside the certificate that was just made of it.

    Who runs it: reconcile, and whoever has moved many of its cases. The later count wins.
    """
    return _count(ledger, clock, certificate.area, certificate.round_id, as_printed(certificate))


def recount_rounds(ledger: Ledger, clock: Clock) -> int:
    """Counts every open round by town again, between two certificates. Returns how many there were."""
    counted = 0
    for opened in rounds_in(ledger, *GOING_ON):
        _count(ledger, clock, opened.area, opened.id, None)
        counted += 1
    return counted


def count_taken_in(upload: Upload, ledger: Ledger, clock: Clock) -> bool:
    """Counts a round as soon as a list of it is taken in, so that its forecast need not wait for the next count.

    A list too long to be counted in the run that took it in is left to `recount_rounds`. Returns whether it counted.
    """
    if upload.state is not UploadState.DONE or sum(upload.counts.values()) > COUNTED_AT_ONCE:
        return False
    _count(ledger, clock, upload.area, upload.round_id, None)
    return True


def _count(
    ledger: Ledger, clock: Clock, area: AreaCode, round_id: RoundId, certificate: dict[str, Any] | None
) -> RoundFigures:
    """`certificate` None: the last one stays, with its own time."""
    count = RoundCount(clock.now())
    for case in cases_of(ledger, area, round_id):
        count.add(case)
    before = ledger.get(RoundFigures, area, round_id)
    figures = RoundFigures(
        area,
        round_id,
        count.now,
        certificate if certificate is not None else (before.certificate if before else {}),
        {town: dict(counted) for town, counted in count.towns.items()},
        count.mean_hours(),
        count.now if certificate is not None else (before.certified_at if before else None),
        dict(count.states),
        before.version if before else 0,
    )
    try:
        ledger.write(Replace(figures) if before else Create(figures))
    except Conflict:
        return ledger.get(RoundFigures, area, round_id) or figures
    return figures


def as_printed(certificate: Certificate) -> dict[str, Any]:
    """The certificate as contract 6 prints it."""
    return asdict(certificate) | {
        "decide_by": certificate.decide_by.isoformat(),
        "missing": list(certificate.missing),
    }


def figures_of(ledger: Ledger, area: AreaCode, round_id: RoundId) -> RoundFigures | None:
    """The figures as last counted, or None before the first count."""
    return ledger.get(RoundFigures, area, round_id)
