"""Access as tables: who may read and do what, where, and from when to when."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest

from anbu.adapters.area_tables import area_tree
from anbu.domain.casework.access import Caller, Grant, Official, outwards
from anbu.domain.casework.roles import PERMITS, Permit, Role
from anbu.domain.ids import AreaCode
from anbu.domain.times import KST

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=KST)
JEONNAM, GOKSEONG, TOWN = AreaCode("4600000000"), AreaCode("4672000000"), AreaCode("4672025000")
OTHER_TOWN, HAENAM = AreaCode("4672031000"), AreaCode("4682000000")
P = Permit

MAY = {
    Role.CASEWORKER: {P.SEE_STATES, P.SEE_PEOPLE, P.WORK, P.HANDLE_REPORTS, P.SEE_FIGURES},
    Role.MANAGER: {
        P.SEE_STATES, P.SEE_PEOPLE, P.WORK, P.CHECK, P.OVERRIDE, P.UNSTICK, P.MANAGE_ROUNDS, P.GRANT, P.HANDLE_REPORTS,
        P.SEE_FIGURES, P.SEE_AUDIT, P.ERASE,
    },
    Role.CHECKER: {P.SEE_STATES, P.SEE_PEOPLE, P.CHECK, P.SEE_FIGURES},
    Role.OPERATOR: {P.SEE_STATES, P.UNSTICK, P.SEE_FIGURES},
    Role.POSTAL_PARTNER: {P.HAND_IN_POSTAL_CHECKS},
    Role.REPORT_HANDLER: {P.HANDLE_REPORTS},
    Role.AUDITOR: {P.SEE_AUDIT},
}  # fmt: skip


def caller(*grants: tuple[Role, AreaCode]) -> Caller:
    return Caller("me", "김하나", tuple(Grant("me", role, area, "boss", NOW) for role, area in grants))


@pytest.mark.parametrize(("role", "permit"), list(product(Role, Permit)))
def test_every_role_may_what_the_table_says_and_nothing_else(role: Role, permit: Permit) -> None:
    assert (permit in PERMITS[role]) is (permit in MAY[role])
    asking = caller((role, GOKSEONG))
    assert asking.may(permit, TOWN, area_tree()) is (permit in MAY[role])
    assert asking.may_anywhere(permit) is (permit in MAY[role])
    assert list(asking.areas_for(permit)) == ([GOKSEONG] if permit in MAY[role] else [])


@pytest.mark.parametrize(
    ("area", "may"),
    [
        (GOKSEONG, True),
        (TOWN, True),
        (OTHER_TOWN, True),
        (HAENAM, False),
        (JEONNAM, False),  # what holds one's area is not one's own
        (AreaCode("4672099999"), False),  # begins like it, and is no area at all
    ],
)
def test_a_grant_counts_in_its_area_and_in_all_that_lies_in_it(area: AreaCode, may: bool) -> None:
    assert caller((Role.CASEWORKER, GOKSEONG)).may(P.WORK, area, area_tree()) is may


def test_a_grant_for_what_is_no_area_any_more_counts_nowhere() -> None:
    gone = AreaCode("4672099999")
    assert not caller((Role.MANAGER, gone)).may(P.SEE_PEOPLE, gone, area_tree())


def test_each_grant_counts_for_its_own_role_only() -> None:
    two = caller((Role.CASEWORKER, TOWN), (Role.CHECKER, HAENAM), (Role.CASEWORKER, TOWN), (Role.MANAGER, OTHER_TOWN))
    tree = area_tree()
    assert two.may(P.WORK, TOWN, tree)
    assert not two.may(P.WORK, HAENAM, tree)
    assert not two.may(P.CHECK, TOWN, tree)
    assert list(two.areas_for(P.WORK)) == [TOWN, OTHER_TOWN], "each once, in the order of the grants"
    assert not Caller("me", "김하나", ()).may_anywhere(P.SEE_STATES)


@pytest.mark.parametrize(
    ("until", "holds"),
    [
        (None, True),
        (NOW + timedelta(microseconds=1), True),
        (NOW, False),  # from that moment it no longer holds
        (NOW - timedelta(days=1), False),
    ],
)
def test_a_grant_holds_until_its_moment_and_not_at_it(until: datetime | None, holds: bool) -> None:
    assert Grant("me", Role.CHECKER, TOWN, "boss", NOW, until).holds(NOW) is holds


@pytest.mark.parametrize(
    ("since", "until", "away"),
    [
        (None, None, False),
        (None, date(2026, 11, 30), False),
        (date(2026, 11, 23), date(2026, 11, 23), True),  # both days included
        (date(2026, 11, 20), date(2026, 11, 23), True),
        (date(2026, 11, 23), date(2026, 11, 30), True),
        (date(2026, 11, 24), date(2026, 11, 30), False),
        (date(2026, 11, 20), date(2026, 11, 22), False),
        (date(2026, 11, 20), None, True),  # nobody knows until when
        (date(2026, 11, 24), None, False),
    ],
)
def test_who_is_away_is_away_from_the_first_day_to_the_last(since: date | None, until: date | None, away: bool) -> None:
    assert Official("a", "김하나", "b", since, until).is_away(NOW.date()) is away


def test_the_way_outwards_begins_at_home_and_ends_at_the_province() -> None:
    assert list(outwards(area_tree().parent, TOWN)) == [TOWN, GOKSEONG, JEONNAM]
    assert list(outwards(area_tree().parent, JEONNAM)) == [JEONNAM]
