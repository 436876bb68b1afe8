"""Where a conversation stands, what each turn of it was, and the alerts that it raised: the rows of the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.dialogue.said import Alternative
from anbu.domain.ids import AreaCode, AttemptId, CaseId, ContactId
from anbu.domain.phones import NumberSource


class Step(StrEnum):
    """What the resident's next words are an answer to."""

    IDENTITY = "identity"
    FETCH = "fetch"
    """Somebody else answered and was asked for the person."""
    FETCHED = "fetched"
    """Somebody went to fetch the person: the next voice may be either's."""
    CONSENT = "consent"
    CONFIRM_STOP = "confirm_stop"
    LATER_WHEN = "later_when"
    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    OFFER = "offer"
    """A person was offered after danger."""
    WHO_CALLS = "who_calls"
    """A number of several cases rang back: whose is it?"""
    UNKNOWN_CALLER = "unknown_caller"
    ENDED = "ended"


class Who(StrEnum):
    """Who is on the line, as far as words have told."""

    UNKNOWN = "unknown"
    SELF = "self"
    OTHER = "other"
    WRONG = "wrong"
    MACHINE = "machine"


class Ending(StrEnum):
    """Why we closed the conversation. None is an outcome: `outcome_of` alone makes that."""

    DONE = "done"
    HAND_OVER = "hand_over"
    STAFF_CALL = "staff_call"
    """A person, but later: somebody rings them."""
    LATER = "later"
    REFUSED = "refused"
    OTHER = "other"
    WRONG = "wrong"
    DEAD = "dead"
    MOVED = "moved"
    MACHINE = "machine"
    SILENCE = "silence"
    TIME_UP = "time_up"


class Voice(StrEnum):
    """How the next sentences are spoken, if the resident asked for it."""

    PLAIN = "plain"
    SLOW = "slow"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The state of one conversation after turn `turn`; nothing else decides what is said next. No personal data."""

    attempt_id: AttemptId
    case_id: CaseId
    contact_id: ContactId
    area: AreaCode
    started_at: datetime
    number_source: NumberSource = NumberSource.REGISTERED
    turn: int = 0
    step: Step = Step.IDENTITY
    plan: tuple[str, ...] = ()
    """Ids of the questions still to be asked, in order."""
    question: str = ""
    """Id of the question that was asked last."""
    covered: tuple[Topic, ...] = ()
    """Topics gone through, on this call or an earlier one that was cut short."""
    consented: bool = False
    """They were told what this is, and did not say no."""
    resumed: bool = False
    ring_back: bool = False
    who: Who = Who.UNKNOWN
    doubted: bool = False
    """They answered as if somebody else were meant, and were asked once more who they are."""
    seen_machine: bool = False
    monologues: int = 0
    """Long unbroken talk that answers nothing: a ringback song, a recording."""
    silences: int = 0
    """In a row."""
    waiting: bool = False
    """They asked us to wait, and have not spoken since."""
    re_asked: int = 0
    """So often the present question."""
    repeated: int = 0
    """Explanations and repetitions in a row."""
    follow_ups: int = 0
    offers: int = 0
    voice: Voice = Voice.PLAIN
    dangers: tuple[str, ...] = ()
    """`kind|digest of the words`: the same words twice are one alert."""
    candidates: tuple[CaseId, ...] = ()
    """Cases of a number that rang back, while it is not clear whose call it is."""
    became: AttemptId | None = None
    """The conversation in which this one goes on, once a caller of a shared number has told a name."""
    counts: tuple[int, ...] = ()
    """Answers to the items of the isolation scale, in order; -1: none understood."""
    call_back_at: datetime | None = None
    ending: Ending | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one turn: what `outcome_of` and the caseworker's reader read."""

    who: Who = Who.UNKNOWN
    """After this turn."""
    signals: tuple[str, ...] = ()
    wish: str = ""
    """The wish that was honoured."""
    answered: str = ""
    """Id of the question that these words answered."""
    dangers: tuple[DangerKind, ...] = ()
    call_back_at: datetime | None = None
    heard_as: int = 0
    """Which alternative was taken for what was said: the transcript's words."""
    silent: bool = False
    polarity: str = "unclear"
    by_model: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what was heard, and what was answered. Turn 0 is the greeting. Written once, never changed."""

    attempt_id: AttemptId
    n: int
    at: datetime
    reply: str
    """As spoken, without markup."""
    topic: str = ""
    """What the reply asks about (contract 3)."""
    question: str = ""
    """Id of the question that the reply asks."""
    heard: tuple[Alternative, ...] = ()
    keys: str = ""
    understood: Understood = Understood()
    covered: tuple[Topic, ...] = ()
    """Topics gone through after this turn."""
    voice: Voice = Voice.PLAIN
    ending: Ending | None = None
    took_ms: int = 0
    version: int = 0

    @property
    def resident_id(self) -> str:
        """The id of the resident's words in the transcript."""
        return f"t{2 * self.n}"

    @property
    def agent_id(self) -> str:
        """The id of our words in the transcript."""
        return f"t{2 * self.n + 1}"


@dataclass(frozen=True, slots=True)
class Alert:
    """Danger was heard: somebody with a name has to acknowledge it by `due_at`. Holds no words and no personal data."""

    id: str
    """Derived from attempt, turn and kind: the same turn twice is the same alert."""
    case_id: CaseId
    attempt_id: AttemptId
    area: AreaCode
    kind: DangerKind
    turn: str
    """The turn's id in the transcript (`t6`)."""
    raised_at: datetime
    due_at: datetime
    state: str = "open"
    """`open`, `acknowledged`"""
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    rung: int = 0
    """How far up the rota it has climbed."""
    version: int = 0
