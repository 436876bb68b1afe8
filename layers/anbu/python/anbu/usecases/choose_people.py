"""Whom a campaign means: everyone of its areas' rounds who fits the cohort, each person once, as their latest case."""

from collections.abc import Iterator

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.ids import PersonKey
from anbu.domain.outreach.campaigns import Campaign
from anbu.ports import Index
from anbu.usecases.certify_round import cases_of
from anbu.usecases.worlds import Work


def choose_people(campaign: Campaign, work: Work) -> Iterator[Case]:
    """The latest case of every person meant, in a stable order."""
    today = work.clock.now().date()
    for case in sorted(_latest(campaign, work).values(), key=lambda case: case.id):
        person = work.ledger.get(Person, case.id)
        if campaign.cohort.has(case, person, today):
            yield case


def _latest(campaign: Campaign, work: Work) -> dict[PersonKey, Case]:
    latest: dict[PersonKey, Case] = {}
    for opened in _rounds(campaign, work):
        for case in cases_of(work.ledger, opened.area, opened.id):
            if not _in_areas(campaign, case):
                continue
            known = latest.get(case.person_key)
            if known is None or case.created_at > known.created_at:
                latest[case.person_key] = case
    return latest


def _rounds(campaign: Campaign, work: Work) -> Iterator[Round]:
    for state in RoundState:
        if state is RoundState.STOPPED:
            continue
        cursor = None
        while True:
            page = work.ledger.query(Round, Index.LIST, f"ROUND#{state}", cursor=cursor)
            yield from (found for found in page.items if found.area[:5] in {a[:5] for a in campaign.cohort.areas})
            cursor = page.cursor
            if cursor is None:
                break


def _in_areas(campaign: Campaign, case: Case) -> bool:
    """A 시군구's code (ending in five noughts) means all of it."""
    district = case.area[:5]
    return not {case.area, f"{district}00000"}.isdisjoint(campaign.cohort.areas)
