"""Who is told of danger, in which order, until somebody with a name acknowledges it (design §6)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anbu.domain.casework.access import Official
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.outreach.texts import TextBody, TextType


@dataclass(frozen=True, slots=True)
class Rota:
    """The officers of one area, the first first; after the last it begins again: an alert never falls silent."""

    area: AreaCode
    officers: tuple[str, ...]
    minutes: int = 10
    """Minutes that each has to acknowledge."""
    version: int = 0

    def officer(self, rung: int) -> str | None:
        """Whose turn it is on that rung."""
        return self.officers[rung % len(self.officers)] if self.officers else None


class TextState(StrEnum):
    """How far a text to an officer has come."""

    INTENT = "intent"
    SENT = "sent"
    NOT_SENT = "not_sent"
    """No duty number, or refused: the next one's turn comes all the same."""
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


def on_duty(official: Official, deputy: Official | None, on: date) -> Official:
    """The officer, or while they are away their deputy."""
    return deputy if deputy is not None and official.is_away(on) else official


def alert_text() -> TextBody:
    """What an officer's telephone shows: no name, no place, no number, no words of anybody."""
    return TextBody(TextType.SMS, None, "[안부] 위험 알림이 있습니다. 업무 화면에서 바로 확인해 주세요.")
