"""Campaigns: who is asked after again, when, and how each run went (안부 확인, 폭염·한파, retries)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, CaseId, PersonKey, RoundId, derived_id
from anbu.domain.outreach.schedules import Schedule
from anbu.domain.times import aware
from anbu.domain.values import replace


class CampaignInvalid(ValueError):
    """A campaign that cannot be run as written: nobody is called by it."""


class CampaignKind(StrEnum):
    """What a campaign asks after; it decides the wording of text and call."""

    MONITORING = "monitoring"
    HEAT_WAVE = "heat_wave"
    COLD_WAVE = "cold_wave"
    RETRY = "retry"
    """Those of a round whom nobody has reached."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whom a campaign is for: every condition that is given must hold. None of them given: everyone in its areas."""

    areas: tuple[AreaCode, ...]
    states: tuple[State, ...] = ()
    indicators: tuple[str, ...] = ()
    """Any of these."""
    needs: tuple[Need, ...] = ()
    """What the last call showed."""
    age_from: int | None = None
    age_to: int | None = None
    living_alone: bool | None = None
    rounds: tuple[RoundId, ...] = ()
    unreached: bool | None = None
    kinds: tuple[str, ...] = ()
    """Through which door they came: list, monitoring, report, postal, entry (`Case.origin`)."""
    closed_as: tuple[str, ...] = ()
    """How the case was closed: `monitoring` means those who were handed to regular calls."""

    def has(self, case: Case, person: Person | None, today: date, heard: Case | None = None) -> bool:
        """Whether this person is meant. A fact that is not known does not meet a condition on it.

        `heard` is the case of the last call that a campaign made, if there was one: it says what was heard last, while
        `case` says where the person stands.
        """
        last = heard or case
        conditions = (
            not self.states or case.state in self.states,
            not self.indicators or bool(set(self.indicators) & set(case.indicators)),
            not self.needs or last.need in self.needs,
            not self.rounds or case.round_id in self.rounds,
            self.unreached is None or last.reached_self is not self.unreached,
            not self.kinds or case.origin in self.kinds,
            not self.closed_as or case.closed_as in self.closed_as,
            self._age_fits(person, today),
            self.living_alone is None or (person is not None and _alone(person) is self.living_alone),
        )
        return all(conditions)

    def _age_fits(self, person: Person | None, today: date) -> bool:
        if self.age_from is None and self.age_to is None:
            return True
        if person is None or person.birth_date is None:
            return False
        born = person.birth_date
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return (self.age_from or 0) <= age <= (200 if self.age_to is None else self.age_to)


def _alone(person: Person) -> bool | None:
    return None if person.household_size is None else person.household_size == 1


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign of one local government."""

    id: str
    """Of one made by a manager `{area}.{name}`, so that two areas may use one name; of the settings' their own."""
    area: AreaCode
    kind: CampaignKind
    cohort: Cohort
    schedule: Schedule | None
    """None: only by hand, or by an event on the bus."""
    created_at: datetime
    paused: bool = False
    grace: timedelta = timedelta(days=1)
    """So late a firing is still made good; later it is written down as missed."""
    rest: timedelta = timedelta(days=3)
    """Whoever was called by another campaign so lately is not called again by this one: that call counts for both."""
    made_by: str = "settings"
    counts_from: datetime | None = None
    """Since when this schedule holds: a changed one owes nothing for the time before."""
    version: int = 0

    @property
    def owes_since(self) -> datetime:
        """From when on every firing is run, or written down as missed."""
        return self.counts_from or self.created_at

    def rests(self, last: "LastAsked", now: datetime) -> bool:
        """Whether the last call is too fresh for another one: of another campaign within `rest`, of this one on the
        same day. `rest` of nothing asks for no rest at all."""
        if not self.rest:
            return False
        if last.campaign == self.id:
            return aware(last.at).date() == aware(now).date()
        return now - last.at < self.rest


@dataclass(frozen=True, slots=True)
class CampaignRun:
    """One firing of a campaign, and what became of everyone meant: nobody meant is without a word here."""

    campaign: str
    period: str
    """When it was due, as `2026-11-23T09:00`: the name of the run, so that a doubled tick is the same run."""
    due_at: datetime
    state: "RunState"
    started_at: datetime | None = None
    meant: int = 0
    opened: int = 0
    shared: int = 0
    """Called lately, or being called, by another campaign or round: one call for both."""
    why: str = ""
    version: int = 0

    @property
    def by_hand(self) -> bool:
        """Started by a person or an event, and not by the schedule."""
        return self.period.endswith(_BY_HAND)


class RunState(StrEnum):
    """A run is begun, done, or was missed and says so."""

    BEGUN = "begun"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class LastAsked:
    """The last time that campaigns opened a case for a person. One item a person: two campaigns meet here."""

    person: PersonKey
    case_id: CaseId
    campaign: str
    at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A campaign's case and the one before it, to be compared when the machine is done with it."""

    case_id: CaseId
    before: CaseId
    campaign: str
    opened_at: datetime
    compared_at: datetime | None = None
    changes: tuple[str, ...] = ()
    version: int = 0


def period_name(due_at: datetime) -> str:
    """The name of the run that is due at that moment."""
    return due_at.strftime("%Y-%m-%dT%H:%M")


def period_by_hand(now: datetime) -> str:
    """The name of the run that somebody starts today: once a day, beside whatever the schedule does."""
    return f"{aware(now):%Y-%m-%d}{_BY_HAND}"


_BY_HAND = "-by-hand"


def changed(stored: Campaign, wanted: Campaign, now: datetime) -> Campaign:
    """The stored campaign as it is wanted now. Another schedule counts from now on: it owes nothing for before."""
    same = stored.schedule == wanted.schedule
    return replace(
        wanted,
        created_at=stored.created_at,
        counts_from=stored.counts_from if same else now,
        version=stored.version,
    )


def round_of(campaign: Campaign, period: str) -> RoundId:
    """The round that a run's cases belong to."""
    return RoundId(derived_id("m", campaign.id, period))
