"""Managers make, change and pause the campaigns of their area; what each firing came to is kept beside them."""

from dataclasses import dataclass
from datetime import timedelta

from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, CampaignRun, Cohort, changed
from anbu.domain.outreach.forecast import Expectation
from anbu.domain.outreach.schedules import MOST_A_DAY, ScheduleInvalid, for_people
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Page, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.refusals import Incomplete, NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_area
from anbu.usecases.keep_campaigns import leave_schedule
from anbu.usecases.preview_campaign import Preview, preview_campaign
from anbu.usecases.start_campaigns import run_by_hand
from anbu.usecases.worlds import Campaigning


@dataclass(frozen=True, slots=True)
class CampaignWanted:
    """A campaign as a manager wants it. `cron`: five fields in Korean time; None: only by hand."""

    kind: CampaignKind
    cohort: Cohort
    cron: str | None
    rest: timedelta
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Planning:
    """What looking ahead needs: the outreach as it would act, and what to expect of it."""

    world: Campaigning
    expected: Expectation


def campaigns_of(desk: Desk, caller: Caller, area: AreaCode, limit: int, cursor: str | None) -> Page[Campaign]:
    """The campaigns of exactly this area."""
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    return desk.ledger.query(Campaign, Index.AREA, f"CAMPAIGNS#{area}", limit=limit, cursor=cursor)


def runs_of(desk: Desk, caller: Caller, area: AreaCode, campaign: str, limit: int) -> tuple[CampaignRun, ...]:
    """The latest firings of a campaign, missed ones too."""
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    stored = _stored(desk, area, campaign)
    return desk.ledger.query(CampaignRun, Index.OWN, stored.id, limit=limit, newest_first=True).items


def preview_own_campaign(
    desk: Desk, caller: Caller, area: AreaCode, campaign: str, wanted: CampaignWanted | None, planning: Planning
) -> Preview:
    """What the next firing would come to: of the stored campaign, or of one as it is wanted. Nothing is written.

    Raises:
        NotThere: the area is none of the caller's, or there is no such campaign.
        Incomplete: as `keep_own_campaign` says.
    """
    reachable_area(desk, caller, area, Permit.MANAGE_ROUNDS)
    made = _made(desk, caller, area, campaign, wanted) if wanted else _stored(desk, area, campaign)
    return preview_campaign(made, planning.world, planning.expected)


def start_own_campaign(desk: Desk, caller: Caller, area: AreaCode, campaign: str, why: str, once: Once) -> CampaignRun:
    """Asks for a run of the campaign today, beside its schedule; a second wish on one day is the same run.

    It is written down as begun, and the next tick (five minutes at most) brings it to its end, whatever happens.

    Raises:
        NotThere: there is no such campaign in an area of the caller's.
        NotNow: it is paused.
    """
    reachable_area(desk, caller, area, Permit.MANAGE_ROUNDS)
    stored = _stored(desk, area, campaign)
    run = run_by_hand(stored, desk.clock.now(), why)
    known = desk.ledger.get(CampaignRun, stored.id, run.period)
    if already_done(desk, caller, once) or known is not None:
        return known or run
    if stored.paused:
        raise NotNow("paused", "멈춰 둔 캠페인입니다. 멈춤(paused)을 풀고 저장한 뒤 시작해 주세요.")
    try:
        keep(desk, caller, Act.ROUND, f"{area}/{campaign}", Create(run), why="start", once=once, result=run.period)
    except Conflict:
        return desk.ledger.get(CampaignRun, stored.id, run.period) or run
    return run


def keep_own_campaign(
    desk: Desk, caller: Caller, area: AreaCode, campaign: str, wanted: CampaignWanted, once: Once
) -> Campaign:
    """Makes the area's campaign of that name, or changes it. It calls only people of the area.

    Raises:
        NotThere: the area is none of the caller's.
        Incomplete: the schedule can be kept by nobody, or the cohort reaches beyond the area.
    """
    reachable_area(desk, caller, area, Permit.MANAGE_ROUNDS)
    stored = _theirs(desk, area, campaign)
    if already_done(desk, caller, once) and stored is not None:
        return stored
    made = _made(desk, caller, area, campaign, wanted)
    if stored is not None:
        made = changed(stored, replace(made, id=stored.id), desk.clock.now())
        leave_schedule(desk.ledger, stored, made, desk.clock.now())
    change: Change = Replace(made) if stored else Create(made)
    try:
        keep(desk, caller, Act.ROUND, f"{area}/{campaign}", change, why="campaign", once=once, result=campaign)
    except Conflict:
        raise SomeoneWasFaster from None
    return replace(made, version=made.version + 1) if stored else made


def _made(desk: Desk, caller: Caller, area: AreaCode, campaign: str, wanted: CampaignWanted) -> Campaign:
    if not all(desk.areas.is_within(part, area) for part in wanted.cohort.areas):
        raise Incomplete("beyond_area", "이 지역 밖의 사람은 넣을 수 없습니다. 대상 지역을 이 지역 안에서 골라 주세요.")
    try:
        schedule = for_people(wanted.cron) if wanted.cron else None
    except ScheduleInvalid:
        how = f"‘분 시 일 월 요일’ 다섯 칸으로, 하루 {MOST_A_DAY}번까지만 적어 주세요."
        raise Incomplete("schedule", f"일정을 쓸 수 없습니다. {how}") from None
    return Campaign(
        f"{area}.{campaign}",
        area,
        wanted.kind,
        wanted.cohort,
        schedule,
        desk.clock.now(),
        wanted.paused,
        rest=wanted.rest,
        made_by=caller.id,
    )


def _stored(desk: Desk, area: AreaCode, campaign: str) -> Campaign:
    found = _theirs(desk, area, campaign)
    if found is None:
        raise NotThere
    return found


def _theirs(desk: Desk, area: AreaCode, campaign: str) -> Campaign | None:
    """The area's own campaign of that name, made here or in the settings; of another area's nothing is told."""
    made, settled = (desk.ledger.get(Campaign, name) for name in (f"{area}.{campaign}", campaign))
    return made or (settled if settled is not None and settled.area == area else None)
