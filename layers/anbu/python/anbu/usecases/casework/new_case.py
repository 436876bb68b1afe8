"""A case that comes through another door than a list. It stands at `review`: only a person puts it on the ladder."""

from dataclasses import dataclass
from datetime import date

from anbu.domain.cases.case import Case, NumberRef, Person, StoryEntry
from anbu.domain.cases.state import State
from anbu.domain.casework.household import household_of
from anbu.domain.casework.work_order import holder_of
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import AreaCode, RoundId, UploadId, case_id
from anbu.domain.lists.upload import PersonOfCase
from anbu.domain.lists.values import ListRow, Status
from anbu.domain.phones import Phone
from anbu.ports import Change, Create
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk

DOORS = ("reports", "postal", "entries")
"""What came by another door than a list stands in one round a year of each 시군구; no list, no seal, no decide_by."""


def round_of_door(door: str, year: int) -> RoundId:
    """The round of a door and a year."""
    return RoundId(f"{door}-{year}")


def is_of_a_door(round_id: RoundId) -> bool:
    """Whether a round is one of these."""
    door, _, year = round_id.rpartition("-")
    return door in DOORS and year.isdigit()


@dataclass(frozen=True, slots=True)
class Door:
    """Through which door it comes, and what its story says."""

    origin: str
    rule: str
    round_id: RoundId
    urgent: bool = False
    by: str = "machine"


def new_case(desk: Desk, area: AreaCode, row: ListRow, door: Door, unique: str) -> tuple[Case, list[Change]]:
    """The case, and the changes that create it with its person, story and links.

    `unique` tells people apart of whom neither name nor number is known (a report about an unknown household).
    """
    now = desk.clock.now()
    person = desk.keyed.person(row, unique, 0)
    holder = holder_of(area)
    case = Case(
        id=case_id(holder, door.round_id, person),
        area=area,
        round_id=door.round_id,
        round_area=holder,
        state=State.REVIEW,
        due_at=due_time(desk, area, State.REVIEW, now, now.date() if door.urgent else None),
        created_at=now,
        person_key=person,
        numbers=tuple(NumberRef(desk.keyed.number(phone.number), phone.kind) for phone in row.phones),
        indicators=row.indicators,
        origin=door.origin,
        household=desk.keyed.household(row.address, area),
        danger=door.urgent,
    )
    told = Person(case.id, row.name, row.birth_date, row.sex, row.address or None, row.phones)
    story = StoryEntry(case.id, 0, now, door.rule, door.origin, case.state, case.due_at, door.by)
    links = [
        PersonOfCase(person, case.id, holder, door.round_id, UploadId(""), 0),
        *household_of(case),
        *dict.fromkeys(NumberOfCase(ref.key, case.id, case.round_id) for ref in case.numbers),
    ]
    return case, [Create(entity) for entity in (case, told, story, *links)]


def unlisted(
    name: str = "", address: str = "", birth_date: date | None = None, phones: tuple[Phone, ...] = ()
) -> ListRow:
    """What is known of somebody who stands in no list, in the form in which lists are read."""
    return ListRow("", 0, Status.NEEDS_PERSON, name, birth_date, phones=phones, address=address)
