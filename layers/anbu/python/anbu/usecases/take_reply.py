"""Somebody answers a text: a wish for no more of them is kept, everything else stands on their case for people."""

import re

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.work_done import Note
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import NumberKey
from anbu.ports import Clock, Conflict, Create, Index, Ledger
from anbu.usecases.keep_wish import keep_text_wish

STOP = re.compile(r"그만|중지|중단|거부|해지|보내지\s*(?:마|말)|stop", re.IGNORECASE)
"""Words by which people ask for no more texts. What is taken for it wrongly is still read by people (the note)."""
BY = "reply"
_TRIES, _MOST_WORDS = 5, 2000


def take_reply(number: NumberKey, words: str, ledger: Ledger, clock: Clock) -> int:
    """Keeps what was answered, as a note on every open case of the number. Returns on how many."""
    if STOP.search(words):
        keep_text_wish(ledger, number, clock.now(), BY)
    links = ledger.query(NumberOfCase, Index.OWN, number).items
    cases = [case for link in links if (case := ledger.get(Case, link.case_id)) and case.state is not State.CLOSED]
    return sum(_noted(case, words, ledger, clock) for case in cases)


def _noted(case: Case, words: str, ledger: Ledger, clock: Clock) -> bool:
    for _ in range(_TRIES):
        notes = ledger.query(Note, Index.OWN, case.id).items
        try:
            ledger.write(Create(Note(case.id, len(notes) + 1, BY, clock.now(), words[:_MOST_WORDS])))
        except Conflict:
            continue
        return True
    return False
