"""The last contact of a chain has ended: the line that the first one held goes to the next person."""

import contextlib

from anbu.domain.cases.attempt import Attempt, Contact, Line
from anbu.domain.ids import ContactId, case_of
from anbu.domain.values import replace
from anbu.ports import Conflict, Replace
from anbu.usecases.end_call import hand_on
from anbu.usecases.worlds import Work


def free_chain(first: ContactId, work: Work) -> None:
    """Frees and hands on the line of the attempt that the chain began with; twice is once."""
    contact = work.ledger.get(Contact, first)
    if contact is None or contact.attempt_id is None:
        return
    attempt = work.ledger.get(Attempt, case_of(contact.attempt_id), contact.attempt_id)
    if attempt is None or attempt.line is None:
        return
    line = work.ledger.get(Line, attempt.line)
    if line is None or line.held_by != attempt.id:
        return
    with contextlib.suppress(Conflict):
        work.ledger.write(Replace(replace(line, held_by=None, since=work.clock.now())))
        hand_on(work, line.n)
