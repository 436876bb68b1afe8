"""A dead letter becomes visible: its payload is kept, and its case waits as `stuck` for operator and area."""

import contextlib
import json
from dataclasses import dataclass
from typing import Any

from anbu.domain.cases.attempt import Contact
from anbu.domain.cases.case import Case
from anbu.domain.cases.dead_letter import DeadLetter
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, CaseId, case_of
from anbu.ports import Conflict, Create, Ledger
from anbu.usecases.take_step import to_state
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """A message as it came out of a dead-letter queue."""

    id: str
    queue: str
    body: str


def take_dead_letter(letter: ReceivedLetter, work: Work) -> None:
    """Keeps the letter and makes its case `stuck`, unless people have the case already. Twice is once."""
    now = work.clock.now()
    case_id = _case_of(letter.body, work.ledger)
    with contextlib.suppress(Conflict):
        work.ledger.write(Create(DeadLetter(letter.id, letter.queue, letter.body, now, case_id)))
    while case_id is not None:
        case = work.ledger.get(Case, case_id)
        if case is None or not case.state.is_the_machines:
            return
        due = work.ladder(case.area).staff_window.add_working_days(now, 1)
        try:
            work.ledger.write(
                *to_state(case, now, to=State.STUCK, due=due, rule="dead_letter", event=f"{letter.queue}:{letter.id}")
            )
        except Conflict:
            continue
        return


def _case_of(body: str, ledger: Ledger) -> CaseId | None:
    """Whose letter it is, or None: letters about uploads and campaigns belong to no case."""
    try:
        message = json.loads(body)
    except ValueError:
        return None
    if not isinstance(message, dict):
        return None
    attempt = message.get("attempt_id") or message.get("freeze") or _attempt_of_event(message.get("detail"), ledger)
    return case_of(AttemptId(attempt)) if attempt else None


def _attempt_of_event(detail: Any, ledger: Ledger) -> str | None:
    if not isinstance(detail, dict):
        return None
    if "contactId" in detail:
        contact = ledger.get(Contact, str(detail["contactId"]))
        return contact.attempt_id if contact else None
    key = str(detail.get("object", {}).get("key", ""))
    return key.split("/")[1] if key.startswith("transcripts/") else None
