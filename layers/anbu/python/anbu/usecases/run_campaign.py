"""One firing of a campaign: a case for everyone meant, one call for a person in several campaigns, all counted."""

import contextlib
from collections import Counter
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.case import Case, Person, StoryEntry
from anbu.domain.cases.next_step import next_step
from anbu.domain.cases.state import State
from anbu.domain.ids import case_id
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, FollowUp, LastAsked, RunState, period_name, round_of
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Replace
from anbu.usecases.choose_people import choose_people
from anbu.usecases.worlds import Work


class Asked(StrEnum):
    """What became of one person meant."""

    OPENED = "opened"
    SHARED = "shared"


def run_campaign(campaign: Campaign, due_at: datetime, work: Work, why: str = "") -> CampaignRun:
    """Runs one firing, once, however often it is asked for; a run that died is gone on with where it stopped."""
    run = _begun(campaign, due_at, work, why)
    if run.state is not RunState.BEGUN:
        return run
    asked = Counter(ask(campaign, case, run, work) for case in choose_people(campaign, work))
    done = replace(
        run,
        state=RunState.DONE,
        meant=asked.total(),
        opened=asked[Asked.OPENED],
        shared=asked[Asked.SHARED],
    )
    with contextlib.suppress(Conflict):  # another run of this function has written the same
        work.ledger.write(Replace(done))
    return done


def _begun(campaign: Campaign, due_at: datetime, work: Work, why: str) -> CampaignRun:
    period = period_name(due_at)
    run = CampaignRun(campaign.id, period, due_at, RunState.BEGUN, work.clock.now(), why=why)
    try:
        work.ledger.write(Create(run))
    except Conflict:
        return work.ledger.get(CampaignRun, campaign.id, period) or run
    return run


def ask(campaign: Campaign, base: Case, run: CampaignRun, work: Work) -> Asked:
    """Opens a case for one person, unless they are being called or were lately: then that call is for both."""
    own = case_id(campaign.area, round_of(campaign, run.period), base.person_key)
    while True:
        last = work.ledger.get(LastAsked, base.person_key)
        if last is not None and last.case_id == own:
            return Asked.OPENED
        if is_shared(campaign, base, last, work):
            return Asked.SHARED
        try:
            work.ledger.write(*_opening(campaign, base, run, last, work))
        except Conflict:
            continue
        return Asked.OPENED


def is_shared(campaign: Campaign, base: Case, last: LastAsked | None, work: Work) -> bool:
    """Whether a call that is under way, due or lately made for this person serves this campaign too."""
    if base.state.is_the_machines:
        return True
    if last is None:
        return False
    latest = work.ledger.get(Case, last.case_id)
    under_way = latest is not None and latest.state.is_the_machines
    return under_way or work.clock.now() - last.at < campaign.rest


def _opening(campaign: Campaign, base: Case, run: CampaignRun, last: LastAsked | None, work: Work) -> list[Change]:
    now = work.clock.now()
    round_id = round_of(campaign, run.period)
    blank = Case(
        id=case_id(campaign.area, round_id, base.person_key),
        area=base.area,
        round_id=round_id,
        round_area=campaign.area,
        state=State.NOTICE_DUE,
        due_at=now,
        created_at=now,
        person_key=base.person_key,
        numbers=base.numbers,
        indicators=base.indicators,
        priority=base.priority,
        shard=base.shard,
        origin=campaign.kind.value,
        household=base.household,
    )
    step = next_step(blank, work.ladder(base.area), now)
    case = replace(blank, state=step.kind.state, due_at=step.due)
    entry = StoryEntry(case.id, 1, now, step.rule, f"campaign:{campaign.id}:{run.period}", case.state, case.due_at)
    asked = LastAsked(base.person_key, case.id, campaign.id, now, last.version if last else 0)
    before = last.case_id if last is not None else base.id
    changes: list[Change] = [
        Create(case),
        Create(entry),
        Create(FollowUp(case.id, before, campaign.id, now)),
        Create(asked) if last is None else Replace(asked),
    ]
    person = work.ledger.get(Person, base.id)
    if person is not None:
        changes.append(Create(replace(person, case_id=case.id, version=0)))
    return changes
