"""Managers make, change and pause the campaigns of their area; what each firing came to is kept beside them."""

from dataclasses import dataclass
from datetime import timedelta

from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, CampaignRun, Cohort
from anbu.domain.outreach.schedules import Schedule, ScheduleInvalid
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Page, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.refusals import Incomplete, NotThere, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_area


@dataclass(frozen=True, slots=True)
class CampaignWanted:
    """A campaign as a manager wants it. `cron`: five fields in Korean time; None: only by hand."""

    kind: CampaignKind
    cohort: Cohort
    cron: str | None
    rest: timedelta
    paused: bool = False


def campaigns_of(desk: Desk, caller: Caller, area: AreaCode, limit: int, cursor: str | None) -> Page[Campaign]:
    """The campaigns of exactly this area."""
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    return desk.ledger.query(Campaign, Index.AREA, f"CAMPAIGNS#{area}", limit=limit, cursor=cursor)


def runs_of(desk: Desk, caller: Caller, area: AreaCode, campaign: str, limit: int) -> tuple[CampaignRun, ...]:
    """The latest firings of a campaign, missed ones too."""
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    _theirs(desk, area, campaign, missing=False)
    return desk.ledger.query(CampaignRun, Index.OWN, campaign, limit=limit, newest_first=True).items


def keep_own_campaign(
    desk: Desk, caller: Caller, area: AreaCode, campaign: str, wanted: CampaignWanted, once: Once
) -> Campaign:
    """Makes the campaign of that id, or changes it. It calls only people of the area.

    Raises:
        NotThere: the area is none of the caller's, or the id is another area's.
        Incomplete: the schedule can be kept by nobody, or the cohort reaches beyond the area.
    """
    reachable_area(desk, caller, area, Permit.MANAGE_ROUNDS)
    stored = _theirs(desk, area, campaign, missing=True)
    if already_done(desk, caller, once) and stored is not None:
        return stored
    if not all(desk.areas.is_within(part, area) for part in wanted.cohort.areas):
        raise Incomplete("beyond_area", "이 지역 밖의 사람은 캠페인에 넣을 수 없습니다.")
    try:
        schedule = Schedule(wanted.cron) if wanted.cron else None
    except ScheduleInvalid:
        raise Incomplete("schedule", "일정을 읽을 수 없습니다. ‘분 시 일 월 요일’ 다섯 칸으로 적어 주세요.") from None
    made = Campaign(
        campaign,
        area,
        wanted.kind,
        wanted.cohort,
        schedule,
        stored.created_at if stored else desk.clock.now(),
        wanted.paused,
        rest=wanted.rest,
        made_by=caller.id,
        version=stored.version if stored else 0,
    )
    change: Change = Replace(made) if stored else Create(made)
    try:
        keep(desk, caller, Act.ROUND, f"{area}/{campaign}", change, why="campaign", once=once, result=campaign)
    except Conflict:
        raise SomeoneWasFaster from None
    return replace(made, version=made.version + 1) if stored else made


def _theirs(desk: Desk, area: AreaCode, campaign: str, *, missing: bool) -> Campaign | None:
    found = desk.ledger.get(Campaign, campaign)
    if (found is None and not missing) or (found is not None and found.area != area):
        raise NotThere
    return found
