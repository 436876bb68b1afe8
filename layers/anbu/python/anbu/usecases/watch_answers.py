"""Keeps an eye on how calls are answered; when answers fall off a cliff nobody is called until a person says so."""

import contextlib

from anbu.domain.cases.outcome import Outcome
from anbu.domain.outreach.breaker import Breaker, BreakerPolicy, heard, resumed
from anbu.ports import Conflict, Create, Ledger, Replace
from anbu.usecases.worlds import Work

CALLS = "calls"
_TRIES = 3
_POLICY = BreakerPolicy()


def note_answer(work: Work, outcome: Outcome, breaker: Breaker | None) -> None:
    """Takes one call into the shares, which were as in `breaker` a moment ago.

    Two runs at once may lose one of them: shares bear that, and nobody waits.
    """
    for _ in range(_TRIES):
        known = breaker or Breaker(CALLS)
        after = heard(known, outcome, work.clock.now(), _POLICY)
        if after == known:
            return
        with contextlib.suppress(Conflict):
            work.ledger.write(Replace(after) if breaker else Create(after))
            return
        breaker = work.ledger.get(Breaker, CALLS)


def calling_is_stopped(ledger: Ledger) -> bool:
    """Whether the breaker holds back every call."""
    breaker = ledger.get(Breaker, CALLS)
    return breaker is not None and breaker.is_open


def resume_calling(ledger: Ledger) -> None:
    """A person has looked into it, and calling goes on. Going on when nothing was stopped changes nothing."""
    while True:
        breaker = ledger.get(Breaker, CALLS)
        if breaker is None or not breaker.is_open:
            return
        with contextlib.suppress(Conflict):
            ledger.write(Replace(resumed(breaker)))
            return
