"""Whom a campaign means: everyone of its areas' rounds who fits the cohort, each person once, as their latest case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, PersonKey
from anbu.domain.outreach.campaigns import Campaign, LastAsked
from anbu.ports import Index
from anbu.usecases.certify_round import cases_of
from anbu.usecases.worlds import Campaigning


@dataclass(frozen=True, slots=True)
class Meant:
    """One person meant: where they stand, and the case of the last call by any campaign, if there was one."""

    case: Case
    last: LastAsked | None = None
    heard: Case | None = None


def choose_people(campaign: Campaign, world: Campaigning, among: Iterable[Case] | None = None) -> Iterator[Meant]:
    """Every person meant (`among`: of these cases only), in a stable order.

    Who has died, moved away or lives in care is meant by nobody.
    """
    ledger, today = world.work.ledger, world.work.clock.now().date()
    for case in sorted(
        _latest(cases_in(campaign, world) if among is None else among).values(), key=lambda case: case.id
    ):
        last = ledger.get(LastAsked, case.person_key)
        heard = ledger.get(Case, last.case_id) if last else None
        if _ended(case) or (heard is not None and _ended(heard)):
            continue
        done = heard if heard is not None and not heard.state.is_the_machines else None
        if campaign.cohort.has(case, ledger.get(Person, case.id), today, done):
            yield Meant(case, last, heard)


def _ended(case: Case) -> bool:
    return case.spared and case.state is State.CLOSED


def cases_in(campaign: Campaign, world: Campaigning) -> Iterator[Case]:
    """Every case of the campaign's areas, round by round; read only as far as somebody asks."""
    for opened in _rounds(campaign, world):
        for case in cases_of(world.work.ledger, opened.area, opened.id):
            if _in_areas(case.area, campaign, world):
                yield case


def _latest(cases: Iterable[Case]) -> dict[PersonKey, Case]:
    latest: dict[PersonKey, Case] = {}
    for case in cases:
        known = latest.get(case.person_key)
        if known is None or case.created_at > known.created_at:
            latest[case.person_key] = case
    return latest


def _rounds(campaign: Campaign, world: Campaigning) -> Iterator[Round]:
    """The rounds that may hold people of the campaign's areas: of one of them, of one around it, or of one within."""
    for state in RoundState:
        if state is RoundState.STOPPED:
            continue
        cursor = None
        while True:
            page = world.work.ledger.query(Round, Index.LIST, f"ROUND#{state}", cursor=cursor)
            yield from (found for found in page.items if _touches(found.area, campaign, world))
            cursor = page.cursor
            if cursor is None:
                break


def _touches(area: AreaCode, campaign: Campaign, world: Campaigning) -> bool:
    within = world.areas.is_within
    return any(within(area, wanted) or within(wanted, area) for wanted in campaign.cohort.areas)


def _in_areas(area: AreaCode, campaign: Campaign, world: Campaigning) -> bool:
    return any(world.areas.is_within(area, wanted) for wanted in campaign.cohort.areas)
