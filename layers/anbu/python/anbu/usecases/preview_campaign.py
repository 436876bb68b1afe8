"""What a campaign would do if it fired: who would be called, when, and at what cost. Nothing is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from anbu.domain.cases.case import Case
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.outreach.campaigns import Campaign
from anbu.domain.outreach.forecast import Expectation, Forecast, forecast
from anbu.usecases.choose_people import cases_in, choose_people
from anbu.usecases.run_campaign import is_shared
from anbu.usecases.worlds import Campaigning


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen."""

    fires_at: datetime
    called: tuple[CaseId, ...]
    """The latest cases of those who would be called."""
    shared: tuple[CaseId, ...]
    """Of those for whom another call, lately made or under way, would count."""
    forecast: Forecast
    complete: bool = True
    """Whether everyone meant was looked at; else the figures are of the first `MOST` alone."""


MOST = 2000
"""Cases looked at: what a manager waits for, however many there are."""


def preview_campaign(campaign: Campaign, world: Campaigning, expected: Expectation) -> Preview:
    """The next firing, as if it came with today's people."""
    work = world.work
    now = work.clock.now()
    fires_at = now if campaign.schedule is None else campaign.schedule.next_after(now)
    called: list[Case] = []
    shared: list[Case] = []
    looked_at = list(islice(cases_in(campaign, world), MOST))
    for meant in choose_people(campaign, world, looked_at):
        (shared if is_shared(campaign, meant, work) else called).append(meant.case)
    return Preview(
        fires_at,
        tuple(case.id for case in called),
        tuple(case.id for case in shared),
        forecast(
            _towns(called),
            work.ladder(campaign.area),
            work.telephone.lines,
            work.telephone.rate,
            expected,
            fires_at,
            (fires_at + campaign.rest).date(),
        ),
        complete=len(looked_at) < MOST,
    )


def _towns(cases: Iterable[Case]) -> dict[AreaCode, tuple[int, int]]:
    rung, unrung = Counter[AreaCode](), Counter[AreaCode]()
    for case in cases:
        (rung if any(number.kind.can_be_rung for number in case.numbers) else unrung)[case.area] += 1
    return {area: (rung[area], unrung[area]) for area in rung | unrung}
