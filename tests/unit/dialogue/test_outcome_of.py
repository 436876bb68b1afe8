"""What a call came to, as a table: the one author of an outcome (contract 3)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.outcome_of import end_of, outcome_of, report_of
from anbu.domain.counselling.record import REQUIRED_TOPICS, DangerKind, Topic
from anbu.domain.dialogue.dialogue import Ending, Turn, Understood, Who
from anbu.domain.dialogue.said import Alternative
from anbu.domain.ids import AttemptId
from anbu.domain.times import KST
from anbu.domain.transcript import CallEnd

NOW = datetime(2026, 11, 23, 10, tzinfo=KST)
HUNG_UP = CallEnded(NOW, NOW, "CUSTOMER_DISCONNECT")
FLOW = CallEnded(NOW, NOW, "CONTACT_FLOW_DISCONNECT")
GREETING = Turn(AttemptId("c1-call-1"), 0, NOW, "안녕하세요.")


def turn(who: Who, ending: Ending | None = None, covered: tuple[Topic, ...] = (), **understood: object) -> Turn:
    return Turn(
        AttemptId("c1-call-1"), 1, NOW, "네.", heard=(Alternative("네"),), covered=covered, ending=ending,
        understood=replace(Understood(who), **understood),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("TELECOM_BUSY", Outcome.BUSY),
        ("TELECOM_UNANSWERED", Outcome.NO_ANSWER),
        ("TELECOM_TIMEOUT", Outcome.NO_ANSWER),
        ("TELECOM_ORIGINATOR_CANCEL", Outcome.NO_ANSWER),
        ("CUSTOMER_DISCONNECT", Outcome.NO_ANSWER),
        ("CUSTOMER_NEVER_ARRIVED", Outcome.NO_ANSWER),
        ("TELECOM_NUMBER_INVALID", Outcome.INVALID_NUMBER),
        ("OUTBOUND_DESTINATION_ENDPOINT_ERROR", Outcome.INVALID_NUMBER),
        ("TELECOM_PROBLEM", Outcome.FAILED),
        ("TELECOM_POTENTIAL_BLOCKING", Outcome.FAILED),
        ("A_WORD_NOBODY_HAS_SEEN", Outcome.FAILED),
        (None, Outcome.NO_ANSWER),
    ],
)
def test_a_call_that_nobody_answered(reason: str | None, expected: Outcome) -> None:
    assert outcome_of((), CallEnded(NOW, None, reason)) is expected


@pytest.mark.parametrize(
    ("last", "ended", "expected"),
    [
        (GREETING, HUNG_UP, Outcome.NOBODY),
        (turn(Who.UNKNOWN), HUNG_UP, Outcome.NOBODY),
        (turn(Who.UNKNOWN, Ending.SILENCE), FLOW, Outcome.NOBODY),
        (turn(Who.UNKNOWN, Ending.REFUSED), FLOW, Outcome.REFUSED),
        (turn(Who.UNKNOWN, Ending.LATER), FLOW, Outcome.CALL_LATER),
        (turn(Who.UNKNOWN, signals=("machine",)), HUNG_UP, Outcome.VOICEMAIL),
        (turn(Who.MACHINE, Ending.MACHINE), FLOW, Outcome.VOICEMAIL),
        (turn(Who.WRONG, Ending.WRONG), FLOW, Outcome.WRONG_NUMBER),
        (turn(Who.OTHER, Ending.OTHER), FLOW, Outcome.OTHER_PERSON),
        (turn(Who.OTHER), HUNG_UP, Outcome.OTHER_PERSON),
        (turn(Who.OTHER, Ending.HAND_OVER), FLOW, Outcome.WANTS_PERSON),
        (turn(Who.SELF, Ending.STAFF_CALL), FLOW, Outcome.WANTS_PERSON),
        (turn(Who.SELF), HUNG_UP, Outcome.PARTIAL),
        (turn(Who.SELF, wish="later"), HUNG_UP, Outcome.CALL_LATER),
        (turn(Who.SELF, Ending.SILENCE, wish="later"), FLOW, Outcome.PARTIAL),
        (turn(Who.SELF, wish="louder"), HUNG_UP, Outcome.PARTIAL),
        (turn(Who.SELF, wish="wait"), HUNG_UP, Outcome.PARTIAL),
        (turn(Who.SELF, Ending.REFUSED, REQUIRED_TOPICS), FLOW, Outcome.REFUSED),
        (turn(Who.SELF, Ending.TIME_UP), FLOW, Outcome.PARTIAL),
        (turn(Who.SELF, None, REQUIRED_TOPICS), HUNG_UP, Outcome.COMPLETED),
        (turn(Who.SELF, None, REQUIRED_TOPICS[1:]), HUNG_UP, Outcome.PARTIAL),
        (turn(Who.SELF, Ending.DONE, tuple(Topic)), FLOW, Outcome.COMPLETED),
        (turn(Who.SELF, Ending.HAND_OVER, REQUIRED_TOPICS), FLOW, Outcome.WANTS_PERSON),
    ],
)
def test_a_call_that_was_answered(last: Turn, ended: CallEnded, expected: Outcome) -> None:
    assert outcome_of((GREETING, last), ended) is expected


WISHED = {
    Ending.HAND_OVER: Outcome.WANTS_PERSON,
    Ending.STAFF_CALL: Outcome.WANTS_PERSON,
    Ending.LATER: Outcome.CALL_LATER,
    Ending.REFUSED: Outcome.REFUSED,
}
FIRST_OF = (Outcome.WANTS_PERSON, Outcome.CALL_LATER, Outcome.REFUSED)


@pytest.mark.parametrize("one", WISHED)
@pytest.mark.parametrize("other", WISHED)
def test_of_several_wishes_the_one_that_leads_nearest_to_a_person_counts(one: Ending, other: Ending) -> None:
    expected = min((WISHED[one], WISHED[other]), key=FIRST_OF.index)
    assert outcome_of((GREETING, turn(Who.SELF, one), turn(Who.SELF, other)), FLOW) is expected


@pytest.mark.parametrize(
    ("last", "ended", "expected"),
    [
        (turn(Who.SELF, Ending.DONE), FLOW, CallEnd.FLOW_ENDED),
        (turn(Who.SELF), HUNG_UP, CallEnd.RESIDENT_HUNG_UP),
        (turn(Who.SELF, Ending.HAND_OVER), CallEnded(NOW, NOW, "AGENT_DISCONNECT"), CallEnd.HANDED_OVER),
        (turn(Who.SELF, Ending.SILENCE), FLOW, CallEnd.SILENCE),
        (turn(Who.SELF), FLOW, CallEnd.ERROR),
        (turn(Who.SELF), CallEnded(NOW, NOW, "TELECOM_PROBLEM"), CallEnd.ERROR),
        (turn(Who.SELF), CallEnded(NOW, NOW, None), CallEnd.RESIDENT_HUNG_UP),
    ],
)
def test_how_it_ended(last: Turn, ended: CallEnded, expected: CallEnd) -> None:
    assert end_of((GREETING, last), ended) is expected


def test_the_ladder_is_told_of_danger_of_who_was_reached_and_of_the_time_they_named() -> None:
    later = NOW + timedelta(hours=5)
    report = report_of(
        (GREETING, turn(Who.SELF, Ending.LATER, call_back_at=later, dangers=(DangerKind.NO_FOOD,))), FLOW
    )
    assert (report.call_back_at, report.danger, report.reached_self, report.spoke) == (later, True, True, True)
    assert report_of((GREETING,), HUNG_UP).spoke is False


@pytest.mark.parametrize(("who", "reached"), [(who, who is Who.SELF) for who in Who])
def test_only_the_person_themself_is_reached(who: Who, reached: bool) -> None:
    assert report_of((GREETING, turn(who)), HUNG_UP).reached_self is reached


@pytest.mark.parametrize("ending", [None, *Ending])
def test_the_ladder_is_told_how_a_call_ended_by_its_last_turn(ending: Ending | None) -> None:
    turns = (GREETING, replace(turn(Who.OTHER, Ending.OTHER), ending=None), turn(Who.OTHER), turn(Who.OTHER, ending))
    report = report_of(turns, FLOW)
    assert report.spare_the_family is (ending in {Ending.DEAD, Ending.MOVED})
    assert report.handed_over is (ending is Ending.HAND_OVER)


def test_of_a_call_without_words_nothing_is_told() -> None:
    report = report_of((), HUNG_UP)
    assert (report.outcome, report.spoke, report.reached_self) == (Outcome.NOBODY, False, False)
    assert (report.spare_the_family, report.handed_over, report.danger, report.no_texts) == (False,) * 4


@pytest.mark.parametrize("reason", ["TELECOM_PROBLEM", "OUTBOUND_RESOURCE_ERROR", "OTHER"])
def test_a_call_that_the_network_cut_before_a_word_is_a_fault(reason: str) -> None:
    assert outcome_of((), CallEnded(NOW, NOW, reason)) is Outcome.FAILED
    assert outcome_of((), HUNG_UP) is Outcome.NOBODY


@pytest.mark.parametrize("who", Who)
def test_who_wants_no_texts_is_believed_unless_it_is_a_machine(who: Who) -> None:
    assert report_of((GREETING, turn(who, signals=("no_texts",))), HUNG_UP).no_texts is (who is not Who.MACHINE)
    assert report_of((GREETING, turn(who, signals=("again",))), HUNG_UP).no_texts is False


def test_the_last_turn_decides_whether_all_was_gone_through_and_how_it_ended() -> None:
    first, last = turn(Who.SELF), turn(Who.SELF, Ending.SILENCE, REQUIRED_TOPICS)
    assert outcome_of((GREETING, first, first, last), FLOW) is Outcome.COMPLETED
    assert end_of((GREETING, first, first, last), FLOW) is CallEnd.SILENCE
    assert outcome_of((GREETING, last, first), HUNG_UP) is Outcome.PARTIAL
    silent = turn(Who.SELF, Ending.SILENCE, wish="later")
    assert outcome_of((GREETING, first, silent), FLOW) is Outcome.PARTIAL
    assert outcome_of((GREETING, silent, turn(Who.SELF, wish="later")), HUNG_UP) is Outcome.CALL_LATER


def test_the_time_that_they_named_last_counts() -> None:
    times = [NOW + timedelta(hours=hours) for hours in (3, 5, 4)]
    turns = [turn(Who.SELF, call_back_at=at) for at in times[:2]] + [
        turn(Who.SELF, Ending.LATER, call_back_at=times[2])
    ]
    assert report_of((GREETING, *turns), FLOW).call_back_at == times[2]
    refused = turn(Who.SELF, Ending.REFUSED, call_back_at=NOW)
    wants_person = turn(Who.SELF, Ending.HAND_OVER, call_back_at=NOW)
    assert report_of((GREETING, refused), FLOW).call_back_at is None
    assert report_of((GREETING, wants_person), FLOW).call_back_at is None
    by_another = turn(Who.OTHER, Ending.OTHER, call_back_at=NOW)
    assert report_of((GREETING, by_another), FLOW).call_back_at == NOW


def test_a_preference_in_a_completed_call_is_no_call_back() -> None:
    done = turn(Who.SELF, Ending.DONE, REQUIRED_TOPICS, call_back_at=NOW + timedelta(days=1))
    assert report_of((GREETING, done), FLOW).call_back_at is None
