"""Lines and numbers that nobody needs any more are set free: of attempts that are over, or whose case went on."""

import contextlib

from anbu.domain.cases.attempt import Attempt, AttemptStatus, Line
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import case_of
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Index, Replace
from anbu.usecases.end_call import released
from anbu.usecases.worlds import Work

HELD = "LINE#held"


def sweep_lines(work: Work) -> int:
    """Frees what is still held after the longest call by an attempt that nothing waits for. Returns how many.

    Such are hand-overs whose end was lost, and attempts of cases that are `stuck`: people have those cases, and the
    household's telephone must not stay locked for the others who share it.
    """
    now = work.clock.now()
    freed = 0
    for line in work.ledger.query(Line, Index.LIST, HELD, limit=work.telephone.lines).items:
        if line.held_by is None or now - line.since < work.telephone.longest_call:
            continue
        changes = _let_go(work, line)
        if changes:
            with contextlib.suppress(Conflict):
                work.ledger.write(*changes)
                freed += 1
    return freed


def _let_go(work: Work, line: Line) -> list[Change]:
    assert line.held_by is not None  # noqa: S101  asked by the caller
    now = work.clock.now()
    attempt = work.ledger.get(Attempt, case_of(line.held_by), line.held_by)
    if attempt is None:
        return [Replace(replace(line, held_by=None, since=now))]
    case = work.ledger.get(Case, attempt.case_id)
    if attempt.status is not AttemptStatus.ENDED and case is not None and case.state.is_the_machines:
        return []  # it is being looked up
    rests_until = now if case is None else now + work.ladder(case.area).number_gap
    freed = released(work, replace(attempt, line=line.n), free_at=rests_until)
    if attempt.status is not AttemptStatus.ENDED:
        freed.append(Replace(replace(attempt, status=AttemptStatus.ENDED, outcome=Outcome.UNKNOWN, ended_at=now)))
    return freed
