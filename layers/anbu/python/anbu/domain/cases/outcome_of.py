"""What a call came to: the one author of an outcome (contract 3), from the turns that were kept and the end."""

from collections.abc import Sequence

from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import REQUIRED_TOPICS
from anbu.domain.dialogue.dialogue import Ending, Turn, Who
from anbu.domain.transcript import CallEnd

NOT_CONNECTED = {
    "TELECOM_BUSY": Outcome.BUSY,
    "TELECOM_UNANSWERED": Outcome.NO_ANSWER,
    "TELECOM_TIMEOUT": Outcome.NO_ANSWER,
    "TELECOM_ORIGINATOR_CANCEL": Outcome.NO_ANSWER,
    "CUSTOMER_DISCONNECT": Outcome.NO_ANSWER,
    "CUSTOMER_NEVER_ARRIVED": Outcome.NO_ANSWER,
    "TELECOM_NUMBER_INVALID": Outcome.INVALID_NUMBER,
    "OUTBOUND_DESTINATION_ENDPOINT_ERROR": Outcome.INVALID_NUMBER,
}
"""`disconnectReason` of a call that nobody answered. Our side's and the network's faults, and words never seen before
with no connection, are `failed`; no word at all is read as not answered (Connect leaves it empty then)."""

_BROKEN = frozenset({"TELECOM_PROBLEM", "OUTBOUND_RESOURCE_ERROR", "OTHER"})
_WISHED = {
    Ending.HAND_OVER: Outcome.WANTS_PERSON,
    Ending.STAFF_CALL: Outcome.WANTS_PERSON,
    Ending.LATER: Outcome.CALL_LATER,
    Ending.REFUSED: Outcome.REFUSED,
}
_NOT_SELF = {Who.MACHINE: Outcome.VOICEMAIL, Who.WRONG: Outcome.WRONG_NUMBER, Who.OTHER: Outcome.OTHER_PERSON}


def outcome_of(turns: Sequence[Turn], ended: CallEnded) -> Outcome:
    """The outcome of a call with these turns and this end. Where several fit, the first of: `wants_person`,
    `call_later`, `refused`, `partial`, `completed`; without the person themself: machine, wrong number, other, nobody.
    """
    if not turns:
        return _without_words(ended)
    wished = [_WISHED[ending] for ending in _endings(turns) if ending in _WISHED] + _left_unsaid(turns)
    if wished:
        return min(wished, key=_PRECEDENCE.index)
    who = turns[-1].understood.who
    if who is Who.SELF:
        return Outcome.COMPLETED if set(REQUIRED_TOPICS) <= set(turns[-1].covered) else Outcome.PARTIAL
    return _NOT_SELF.get(who) or (Outcome.VOICEMAIL if _machine_spoke(turns) else Outcome.NOBODY)


_NAMES_A_TIME = frozenset({Outcome.CALL_LATER, Outcome.OTHER_PERSON})
"""Whoever took the call for the person may ask us to ring again at three, when they are back."""
_PRECEDENCE = (Outcome.WANTS_PERSON, Outcome.CALL_LATER, Outcome.REFUSED)


def end_of(turns: Sequence[Turn], ended: CallEnded) -> CallEnd:
    """How the call ended, as the transcript says it."""
    ending = turns[-1].ending if turns else None
    if ending is Ending.HAND_OVER:
        return CallEnd.HANDED_OVER
    if ending is Ending.SILENCE:
        return CallEnd.SILENCE
    if ending is not None:
        return CallEnd.FLOW_ENDED
    if ended.reason in _BROKEN or ended.reason == "CONTACT_FLOW_DISCONNECT":
        return CallEnd.ERROR  # the flow gave up although the conversation had not come to an end
    return CallEnd.RESIDENT_HUNG_UP


def report_of(turns: Sequence[Turn], ended: CallEnded) -> CallReport:
    """The outcome with everything that the ladder and the ledger take from a call."""
    spoken = any(turn.heard for turn in turns)
    later = [turn.understood.call_back_at for turn in turns if turn.understood.call_back_at is not None]
    outcome = outcome_of(turns, ended)
    return CallReport(
        outcome=outcome,
        call_back_at=later[-1] if later and outcome in _NAMES_A_TIME else None,
        spoke=spoken,
        reached_self=bool(turns) and turns[-1].understood.who is Who.SELF,
        danger=any(turn.understood.dangers for turn in turns),
        spare_the_family=bool(turns) and turns[-1].ending in {Ending.DEAD, Ending.MOVED},
        no_texts=any(_wants_no_texts(turn) for turn in turns),
        handed_over=bool(turns) and turns[-1].ending is Ending.HAND_OVER,
    )


def _wants_no_texts(turn: Turn) -> bool:
    return "no_texts" in turn.understood.signals and turn.understood.who is not Who.MACHINE


def _without_words(ended: CallEnded) -> Outcome:
    if ended.connected_at is not None:
        return Outcome.FAILED if ended.reason in _BROKEN else Outcome.NOBODY
    if ended.reason is None:
        return Outcome.NO_ANSWER
    return NOT_CONNECTED.get(ended.reason, Outcome.FAILED)


def _endings(turns: Sequence[Turn]) -> list[Ending]:
    return [turn.ending for turn in turns if turn.ending is not None]


def _left_unsaid(turns: Sequence[Turn]) -> list[Outcome]:
    """They asked to be called later, and hung up before a time could be settled."""
    last = turns[-1].understood
    return [Outcome.CALL_LATER] if last.wish == "later" and turns[-1].ending is None else []


def _machine_spoke(turns: Sequence[Turn]) -> bool:
    return any("machine" in turn.understood.signals for turn in turns)
