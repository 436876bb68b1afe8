"""What becomes of a text at its provider, in the words of the ladder and of no provider."""

from dataclasses import dataclass
from enum import StrEnum

from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.ids import AttemptId
from anbu.domain.outreach.texts import TextBody
from anbu.domain.phones import PhoneNumber


class TextFate(StrEnum):
    """How far a text has come. A later word wins, except that an end never becomes a beginning again."""

    ACCEPTED = "accepted"
    """The provider has it."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """Certainly not delivered."""
    UNKNOWN = "unknown"
    """The provider itself cannot tell any more."""

    @property
    def is_final(self) -> bool:
        """Nothing follows any more."""
        return self is not TextFate.ACCEPTED

    @property
    def as_notice(self) -> NoticeResult:
        """As contract 9 names it."""
        return _AS_NOTICE[self]


_AS_NOTICE = {
    TextFate.ACCEPTED: NoticeResult.SENT,
    TextFate.DELIVERED: NoticeResult.DELIVERED,
    TextFate.FAILED: NoticeResult.FAILED,
    TextFate.UNKNOWN: NoticeResult.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One text for one number. `attempt_id` travels with it, so that it can be found again."""

    attempt_id: AttemptId
    to: PhoneNumber
    text: TextBody


@dataclass(frozen=True, slots=True)
class TextReport:
    """What a provider says of a text: the answer to a sending, a receipt, or what a look-up found."""

    fate: TextFate
    provider_id: str | None = None
    attempt_id: AttemptId | None = None
    code: str = ""
    """The provider's own code, for engineers: `4000`, `TEXT_BLOCKED`."""
    wants_none: bool = False
    """Whoever has this number told the provider that they want no texts."""


class TextUnanswered(Exception):
    """The provider's answer was lost: it may have sent the text. It must be looked up, never sent again."""


class TextThrottled(Exception):
    """The provider certainly did not take it, for load or its own fault: it can go again later."""


_ORDER = {
    NoticeResult.UNKNOWN: 0,
    NoticeResult.SENT: 1,
    NoticeResult.NOT_POSSIBLE: 2,
    NoticeResult.FAILED: 2,
    NoticeResult.DELIVERED: 3,
}


def merge_notice(known: NoticeResult | None, heard: NoticeResult) -> NoticeResult:
    """What is known of a notice after one more word about it, whatever the order in which words come.

    An arrival at the handset stays one; a failure is not undone by the late news that it was once accepted.
    """
    return heard if known is None or _ORDER[heard] > _ORDER[known] else known
