"""Somebody rings, or stands at the desk: their cases, by number, by name and birth date, or by address."""

from dataclasses import dataclass
from datetime import date

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.roles import Permit
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.lists.upload import PersonOfCase
from anbu.domain.phones import PhoneNumber
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.new_case import unlisted
from anbu.usecases.casework.refusals import Incomplete
from anbu.usecases.casework.who_asks import reachable_area

MOST = 20
_NOBODY = CaseId("c" + "a" * 20)


@dataclass(frozen=True, slots=True)
class SoughtBy:
    """What is known of the person: one of the three."""

    number: PhoneNumber | None = None
    name: str = ""
    birth_date: date | None = None
    address: str = ""


def find_person(desk: Desk, caller: Caller, area: AreaCode, by: SoughtBy) -> tuple[Case, ...]:
    """Their cases in an area of the caller's, the newest first.

    Always as many reads, whatever is found: that somebody is known elsewhere is not even told by the time it takes.

    Raises:
        NotThere: the area is none of the caller's.
        Incomplete: not exactly one of the three is known.
    """
    reachable_area(desk, caller, area, Permit.SEE_PEOPLE)
    if sum((by.number is not None, bool(by.name and by.birth_date), bool(by.address))) != 1:
        raise Incomplete("search_by_one", "전화번호, 성명과 생년월일, 주소 가운데 하나로 찾아 주세요.")
    ids = _links(desk, area, by)
    cases = [desk.ledger.get(Case, one) for one in [*ids, *[_NOBODY] * (MOST - len(ids))]]
    theirs = [
        case
        for case in cases
        if case is not None
        and desk.areas.is_within(case.area, area)
        and caller.may(Permit.SEE_PEOPLE, case.area, desk.areas)
    ]
    return tuple(sorted(theirs, key=lambda case: case.created_at, reverse=True))


def _links(desk: Desk, area: AreaCode, by: SoughtBy) -> list[CaseId]:
    ledger, keyed = desk.ledger, desk.keyed
    if by.number is not None:
        return [one.case_id for one in ledger.query(NumberOfCase, Index.OWN, keyed.number(by.number), limit=MOST).items]
    if by.name and by.birth_date is not None:
        person = keyed.person(unlisted(by.name, birth_date=by.birth_date), "", 0)
        return [one.case_id for one in ledger.query(PersonOfCase, Index.OWN, person, limit=MOST).items]
    home = keyed.household(by.address, area) or ""
    return [one.case_id for one in ledger.query(HouseholdOfCase, Index.OWN, home, limit=MOST).items]
