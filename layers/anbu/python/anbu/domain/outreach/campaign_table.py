"""A campaign out of a table: of the settings, or of what the API was given."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.campaigns import Campaign, CampaignInvalid, CampaignKind, Cohort
from anbu.domain.outreach.schedules import Schedule, for_people, monthly, weekly


def campaign_of(table: Mapping[str, Any], created_at: datetime) -> Campaign:
    """A campaign out of a settings' table, or of what the API was given.

    Raises:
        CampaignInvalid: something is missing, unknown or makes no sense.
    """
    values = dict(table)
    try:
        area = AreaCode(values.pop("area"))
        cohort = dict(values.pop("cohort", {}))
        campaign = Campaign(
            id=values.pop("id"),
            area=area,
            kind=CampaignKind(values.pop("kind")),
            cohort=Cohort(
                areas=tuple(cohort.pop("areas", ())) or (area,),
                states=tuple(State(state) for state in cohort.pop("states", ())),
                indicators=tuple(cohort.pop("indicators", ())),
                needs=tuple(Need(need) for need in cohort.pop("needs", ())),
                rounds=tuple(cohort.pop("rounds", ())),
                kinds=tuple(cohort.pop("kinds", ())),
                closed_as=tuple(cohort.pop("closed_as", ())),
                **cohort,
            ),
            schedule=_schedule(values),
            created_at=created_at,
            paused=bool(values.pop("paused", False)),
            grace=timedelta(hours=values.pop("grace_hours", 24)),
            rest=timedelta(days=values.pop("rest_days", 3)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CampaignInvalid(f"a campaign cannot be read: {error}") from error
    if values:
        raise CampaignInvalid(f"a campaign has unknown values: {sorted(values)}")
    return campaign


def _schedule(values: dict[str, Any]) -> Schedule | None:
    hour, minute = values.pop("at", "09:00").split(":")
    every, on, cron = values.pop("every", None), values.pop("on", None), values.pop("cron", None)
    if cron is not None:
        return for_people(cron)
    if every == "week":
        return weekly(int(on), int(hour), int(minute))
    if every == "month":
        return monthly(int(on), int(hour), int(minute))
    if every is None:
        return None
    raise CampaignInvalid(f"every = {every!r}: use week or month, or cron")
