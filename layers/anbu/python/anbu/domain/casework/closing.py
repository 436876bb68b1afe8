"""Closing a case: a short list of reasons, each with what it must rest on (data/closing_reasons.toml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class RestsOn(StrEnum):
    """What a closing can rest on. All of it must be on record before the closing."""

    TALK = "talk"
    """The person themself answered: the AI's call with a record, or an official's."""
    OFFICIAL_TALK = "official_talk"
    VISIT = "visit"
    """Somebody of the household was met."""
    VISITS_TWICE = "visits_twice"
    """Two visits at least, whatever they came to."""
    DOCUMENT = "document"
    """A document of the office, by its number."""


@dataclass(frozen=True, slots=True)
class ClosingReason:
    """One reason. `outcome` is its line of the certificate."""

    code: str
    name: str
    help: str
    outcome: str
    rests_on: frozenset[RestsOn]
    support: bool
    """Whether the person receives something now."""
    needs_answers: bool = False
    """Only if nothing that the record asks about was left open: unknown is never safe."""
    ends_calls: bool = False
    """Nobody is to be rung under this name any more: no campaign means them."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the ledger holds about a case that a closing may rest on."""

    talked: bool = False
    talked_to_official: bool = False
    met: bool = False
    visits: int = 0
    answered_all: bool = False
    """A record with need `none_stated`, or an official's talk or visit, which asks the rest."""
    referral_open: bool = False

    def holds(self, ground: RestsOn, document: str | None) -> bool:
        """Whether this ground is there."""
        return {
            RestsOn.TALK: self.talked or self.talked_to_official,
            RestsOn.OFFICIAL_TALK: self.talked_to_official,
            RestsOn.VISIT: self.met,
            RestsOn.VISITS_TWICE: self.visits >= 2,  # noqa: PLR2004  its name says so
            RestsOn.DOCUMENT: bool(document and document.strip()),
        }[ground]


def what_is_missing(reason: ClosingReason, record: OnRecord, document: str | None) -> str | None:
    """One Korean sentence that says what must be done before this closing, or None when it may be closed."""
    if record.referral_open:
        return "의뢰한 기관의 회신이 아직 없습니다. 회신을 기록한 뒤 종결해 주세요."
    if not any(record.holds(ground, document) for ground in reason.rests_on):
        return f"‘{reason.name}’ 사유로 종결하려면 {_wanted(reason.rests_on)} 먼저 남겨 주세요."
    if reason.needs_answers and not record.answered_all:
        return "확인하지 못한 항목이 남아 있습니다. 직접 통화하거나 방문해 확인한 뒤 종결해 주세요."
    return None


_WANTED = {
    RestsOn.TALK: "본인과의 통화 기록",
    RestsOn.OFFICIAL_TALK: "공무원이 본인과 통화한 기록",
    RestsOn.VISIT: "만나 본 방문 기록",
    RestsOn.VISITS_TWICE: "두 번 이상의 방문 기록",
    RestsOn.DOCUMENT: "근거 문서번호",
}


def _wanted(grounds: Iterable[RestsOn]) -> str:
    wanted = " 또는 ".join(_WANTED[ground] for ground in RestsOn if ground in set(grounds))
    return wanted + ("을" if wanted.endswith("기록") else "를")
