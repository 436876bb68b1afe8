"""A row becomes a case: where it stands first, how urgent it is, and what a later list may add to it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from anbu.domain.cases.case import Case, NumberRef, Person, Priority, StoryEntry
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.next_step import next_step
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, NumberKey, PersonKey, RoundId, case_id
from anbu.domain.lists.values import ListRow, Status
from anbu.domain.phones import Phone, PhoneNumber
from anbu.domain.values import replace

UNTOLD = "row"
"""Origin of a case that stands for a rejected row: work for the uploader, no person of the round."""


def priority_of(indicators: tuple[str, ...], classes: Mapping[str, str]) -> Priority:
    """The most pressing class of a person's indicators (`data/indicators.toml`)."""
    ranks = list(Priority)
    found = [Priority(classes[code]) for code in indicators if code in classes]
    return min(found, key=ranks.index, default=Priority.THIRD)


def enter(
    row: ListRow,
    area: AreaCode,
    round_id: RoundId,
    person: PersonKey,
    *,
    number_key: Callable[[PhoneNumber], NumberKey],
    household: str | None,
    priority: Priority,
    shards: int,
    decide_by: date,
    ladder: Ladder,
    now: datetime,
    event: str,
    origin: str,
) -> tuple[Case, Person, StoryEntry]:
    """The case of a row as `next_step` places it, its person, and the first line of its story."""
    case = Case(
        id=case_id(area, round_id, person),
        area=row.area or area,
        round_id=round_id,
        round_area=area,
        state=State.NOTICE_DUE,
        due_at=now,
        created_at=now,
        person_key=person,
        numbers=tuple(NumberRef(number_key(phone.number), phone.kind) for phone in row.phones),
        indicators=row.every_indicator,
        priority=priority,
        shard=int(person[:8], 16) % shards,
        household=household,
        decide_by=decide_by,
        origin=origin,
    )
    if row.status is Status.REJECTED:
        due = ladder.staff_window.add_working_days(now, ladder.fix_row_days)
        case = replace(case, state=State.FIX_ROW, due_at=due, origin=UNTOLD)
    elif not row.name:  # a number of nobody knows whom: the machine could not ask for anybody
        due = ladder.staff_window.add_working_days(now, ladder.staff_call_days)
        case = replace(case, state=State.STAFF_CALL, due_at=due)
    else:
        step = next_step(case, ladder, now)
        case = replace(case, state=step.kind.state, due_at=step.due)
    told = Person(
        case.id,
        row.name,
        row.birth_date,
        row.sex,
        row.address or None,
        row.phones,
        row.household_size,
        row.unknown_indicators,
        row.remarks or None,
        row.officer or None,
    )
    return case, told, StoryEntry(case.id, 0, now, "entered", event, case.state, case.due_at)


def amended(
    case: Case,
    person: Person,
    row: ListRow,
    number_key: Callable[[PhoneNumber], NumberKey],
    classes: Mapping[str, str],
) -> tuple[Case, Person]:
    """What a later row of the same person adds: numbers, indicators, what was blank. Nothing is taken away.

    Who turns out to be in more pressing need is served sooner; nobody is put back.
    """
    known = {phone.number for phone in person.phones}
    new: tuple[Phone, ...] = tuple(phone for phone in row.phones if phone.number not in known)
    codes = tuple(code for code in row.every_indicator if code not in case.indicators)
    told = replace(
        person,
        birth_date=person.birth_date or row.birth_date,
        sex=person.sex or row.sex,
        address=person.address or row.address or None,
        phones=person.phones + new,
        household_size=person.household_size or row.household_size,
        unknown_indicators=tuple(dict.fromkeys(person.unknown_indicators + row.unknown_indicators)),
        remarks=person.remarks or row.remarks or None,
        officer=person.officer or row.officer or None,
    )
    refs = tuple(NumberRef(number_key(phone.number), phone.kind) for phone in new)
    priority = min(case.priority, priority_of(codes, classes), key=list(Priority).index)
    return replace(case, numbers=case.numbers + refs, indicators=case.indicators + codes, priority=priority), told


def waits_for_a_number(case: Case) -> bool:
    """Nobody has tried yet, and only for want of a number: a new one puts the case onto the first rung."""
    untouched = not case.tries and case.staff_tries == 0 and case.notice is None
    return untouched and case.state is State.STAFF_CALL and not any(ref.kind.can_be_rung for ref in case.numbers)
