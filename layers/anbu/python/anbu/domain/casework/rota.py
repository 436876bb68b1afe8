"""Who is told of danger, in which order, until somebody with a name acknowledges it (design §6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from anbu.domain.casework.access import Official
from anbu.domain.ids import AreaCode, AttemptId, CaseId, ContactId, derived_id
from anbu.domain.outreach.texts import TextBody, TextType


@dataclass(frozen=True, slots=True)
class Rota:
    """The officers of one area, the first first; after the last it begins again: an alert never falls silent.

    Each officer has two rungs: a text at once, and a call by our own dialler if the text brings no answer.
    """

    area: AreaCode
    officers: tuple[str, ...]
    minutes: int = 10
    """Minutes that each has to acknowledge: a third of them after the text, the rest after the call."""
    version: int = 0

    def officer(self, rung: int) -> str | None:
        """Whose turn it is on that rung."""
        return self.officers[rung // 2 % len(self.officers)] if self.officers else None

    def time_for(self, rung: int) -> timedelta:
        """How long that rung is given before the next one comes."""
        after_text = max(1, self.minutes // 3)
        return timedelta(minutes=max(1, self.minutes - after_text) if is_call(rung) else after_text)


def is_call(rung: int) -> bool:
    """Whether the officer is rung on that rung, or texted."""
    return rung % 2 == 1


class TextState(StrEnum):
    """How far a text to an officer has come."""

    INTENT = "intent"
    SENT = "sent"
    NOT_SENT = "not_sent"
    """No duty number, or refused: the next turn comes with the next beat."""
    UNKNOWN = "unknown"
    """The answer was lost. It is not sent again; the alert climbs on."""


@dataclass(frozen=True, slots=True)
class AlertText:
    """One text to one officer about one alert: the intent is written before the act."""

    case_id: CaseId
    alert_id: str
    rung: int
    official: str | None
    at: datetime
    state: TextState = TextState.INTENT
    provider_id: str | None = None
    version: int = 0

    @property
    def id(self) -> str:
        """Travels with the text at the provider."""
        return f"{self.alert_id}-text-{self.rung}"


class DutyCallState(StrEnum):
    """How far a call to an officer has come."""

    INTENT = "intent"
    PLACED = "placed"
    NOT_PLACED = "not_placed"
    """Nobody to ring, no line, or no longer needed: the next turn comes at once."""
    UNKNOWN = "unknown"
    """The answer of the network was lost. It is not rung again; the alert climbs on."""
    ENDED = "ended"
    """Over, and nobody has pressed the key."""
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class AlertCall:
    """One call to one officer about one alert: the intent is written before the act."""

    id: str
    """Carried by the contact as its name, like an attempt's."""
    case_id: CaseId
    alert_id: str
    rung: int
    official: str | None
    at: datetime
    state: DutyCallState = DutyCallState.INTENT
    reached: str | None = None
    """Whose telephone was rung: the officer, or who stands in for them."""
    contact_id: ContactId | None = None
    version: int = 0


def duty_call_id(case: CaseId, alert: str, rung: int) -> str:
    """Derived, so that a turn given twice is one call."""
    return derived_id(_DUTY, case, alert, str(rung))


def is_duty_call(carried: AttemptId) -> bool:
    """Whether the id that a contact carries is a call to an officer; an attempt's names its case and kind."""
    return carried.startswith(_DUTY) and "-" not in carried


_DUTY = "d"


def on_duty(official: Official, deputy: Official | None, on: date) -> Official:
    """The officer, or while they are away their deputy."""
    return deputy if deputy is not None and official.is_away(on) else official


def alert_text() -> TextBody:
    """What an officer's telephone shows: no name, no place, no number, no words of anybody."""
    return TextBody(TextType.SMS, None, "[안부] 위험 알림이 있습니다. 업무 화면에서 바로 확인해 주세요.")
