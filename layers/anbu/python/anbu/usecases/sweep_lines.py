"""Lines that an ended attempt still holds (a hand-over whose end was lost) are set free."""

import contextlib

from anbu.domain.cases.attempt import Attempt, AttemptStatus, Line
from anbu.domain.ids import case_of
from anbu.domain.values import replace
from anbu.ports import Conflict, Index, Replace
from anbu.usecases.worlds import Work

HELD = "LINE#held"


def sweep_lines(work: Work) -> int:
    """Frees the lines of attempts that are over (or were never made) after the longest call. Returns how many."""
    now = work.clock.now()
    freed = 0
    for line in work.ledger.query(Line, Index.LIST, HELD, limit=work.telephone.lines).items:
        if line.held_by is None or now - line.since < work.telephone.longest_call:
            continue
        attempt = work.ledger.get(Attempt, case_of(line.held_by), line.held_by)
        if attempt is None or attempt.status is AttemptStatus.ENDED:
            with contextlib.suppress(Conflict):
                work.ledger.write(Replace(replace(line, held_by=None, since=now)))
                freed += 1
    return freed
