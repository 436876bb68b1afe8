"""One firing of a campaign: a case for everyone meant, one call for a person in several campaigns, all counted."""

import contextlib
from collections import Counter
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.case import Case, Person, StoryEntry
from anbu.domain.cases.next_step import next_step
from anbu.domain.cases.state import State
from anbu.domain.casework.household import household_of
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import UploadId, case_id
from anbu.domain.lists.upload import PersonOfCase
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, FollowUp, LastAsked, RunState, period_name, round_of
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Replace
from anbu.usecases.choose_people import Meant, choose_people
from anbu.usecases.worlds import Campaigning, Work


class Asked(StrEnum):
    """What became of one person meant."""

    OPENED = "opened"
    SHARED = "shared"


def run_campaign(campaign: Campaign, due_at: datetime, world: Campaigning) -> CampaignRun:
    """Runs one firing, once, however often it is asked for; a run that died is gone on with where it stopped."""
    now = world.work.clock.now()
    return go_on(campaign, CampaignRun(campaign.id, period_name(due_at), due_at, RunState.BEGUN, now), world)


def go_on(campaign: Campaign, wanted: CampaignRun, world: Campaigning) -> CampaignRun:
    """The run, begun unless it is there already, and brought to its end."""
    work = world.work
    run = _begun(wanted, work)
    if run.state is not RunState.BEGUN:
        return run
    asked = Counter(ask(campaign, meant, run, work) for meant in choose_people(campaign, world))
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


def _begun(wanted: CampaignRun, work: Work) -> CampaignRun:
    known = work.ledger.get(CampaignRun, wanted.campaign, wanted.period)
    if known is not None:
        return known
    try:
        work.ledger.write(Create(wanted))
    except Conflict:
        return work.ledger.get(CampaignRun, wanted.campaign, wanted.period) or wanted
    return wanted


def ask(campaign: Campaign, meant: Meant, run: CampaignRun, work: Work) -> Asked:
    """Opens a case for one person, unless they are being called or were lately: then that call is for both."""
    own = case_id(campaign.area, round_of(campaign, run.period), meant.case.person_key)
    while True:
        if meant.last is not None and meant.last.case_id == own:
            return Asked.OPENED
        if is_shared(campaign, meant, work):
            return Asked.SHARED
        try:
            work.ledger.write(*_opening(campaign, meant, run, work))
        except Conflict:
            meant = _again(meant.case, work)
            continue
        return Asked.OPENED


def is_shared(campaign: Campaign, meant: Meant, work: Work) -> bool:
    """Whether a call that is under way, due or lately made for this person serves this campaign too.

    So does the work of people on a family that told of a death or a move: nobody rings there meanwhile.
    """
    cases = [case for case in (meant.case, meant.heard) if case is not None]
    if any(case.state.is_the_machines or (case.spared and case.state is not State.CLOSED) for case in cases):
        return True
    return meant.last is not None and campaign.rests(meant.last, work.clock.now())


def _again(case: Case, work: Work) -> Meant:
    last = work.ledger.get(LastAsked, case.person_key)
    return Meant(case, last, work.ledger.get(Case, last.case_id) if last else None)


def _opening(campaign: Campaign, meant: Meant, run: CampaignRun, work: Work) -> list[Change]:
    now, base, last = work.clock.now(), meant.case, meant.last
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
        no_machine=base.no_machine,
    )
    step = next_step(blank, work.ladder(base.area), now)
    case = replace(blank, state=step.kind.state, due_at=step.due)
    entry = StoryEntry(case.id, 0, now, step.rule, f"campaign:{campaign.id}:{run.period}", case.state, case.due_at)
    asked = LastAsked(base.person_key, case.id, campaign.id, now, last.version if last else 0)
    before = last.case_id if last is not None else base.id
    changes: list[Change] = [
        Create(case),
        Create(entry),
        Create(FollowUp(case.id, before, campaign.id, now)),
        Create(asked) if last is None else Replace(asked),
    ]
    links = (
        PersonOfCase(case.person_key, case.id, campaign.area, round_id, UploadId(""), 0),
        *household_of(case),
        *dict.fromkeys(NumberOfCase(ref.key, case.id, round_id) for ref in case.numbers),
    )
    changes += map(Create, links)
    person = work.ledger.get(Person, base.id)
    if person is not None:
        changes.append(Create(replace(person, case_id=case.id, version=0)))
    return changes
