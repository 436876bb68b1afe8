"""Wishes about how to be reached hold for the person or the number, over all rounds: kept where they are told."""

import contextlib
from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.ids import NumberKey, PersonKey
from anbu.domain.outreach.wishes import NumberWish, PersonWish
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Ledger, Replace


def as_wished(case: Case, wish: PersonWish | None) -> Case:
    """The case before anybody acts on it for the first time: a wish told in an earlier round goes for this one too."""
    return replace(case, no_machine=True) if wish is not None and wish.no_machine else case


def machine_wish(ledger: Ledger, person: PersonKey, *, no_machine: bool, at: datetime, said_to: str) -> Change:
    """The change that keeps whether a person may be rung by a machine."""
    known = ledger.get(PersonWish, person)
    if known is None:
        return Create(PersonWish(person, no_machine, at, said_to))
    return Replace(replace(known, no_machine=no_machine, since=at, said_to=said_to))


def keep_text_wish(ledger: Ledger, number: NumberKey, at: datetime, said_to: str) -> None:
    """Whoever has this number wants no more texts; told twice, it is once."""
    with contextlib.suppress(Conflict):  # somebody else has just written the same
        ledger.write(text_wish(ledger, number, no_texts=True, at=at, said_to=said_to))


def text_wish(ledger: Ledger, number: NumberKey, *, no_texts: bool, at: datetime, said_to: str) -> Change:
    """The change that keeps whether a number may be texted."""
    known = ledger.get(NumberWish, number)
    if known is None:
        return Create(NumberWish(number, no_texts, at, said_to))
    return Replace(replace(known, no_texts=no_texts, since=at, said_to=said_to))
