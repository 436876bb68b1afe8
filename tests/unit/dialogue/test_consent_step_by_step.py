"""What is said to the person before anything is asked, and how a no is taken: step by step, as tables."""

from typing import Any

import pytest

from anbu.domain.dialogue import identity
from anbu.domain.dialogue.dialogue import Ending, Step, Who
from anbu.domain.dialogue.reading import Reading
from anbu.domain.phones import NumberSource
from tests.unit.dialogue.test_who_is_there_step_by_step import NOISE, NOW, SILENT, Told, here, read, told


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({}, "consent"),
        ({"resumed": True}, "consent_resumed"),
        ({"number_source": NumberSource.KAIT}, "consent_kait"),
        ({"number_source": NumberSource.KAIT, "resumed": True}, "consent_kait"),
        ({"number_source": NumberSource.OTHER}, "consent"),
    ],
)
def test_the_person_is_told_what_this_is_before_anything_else(changes: dict[str, Any], part: str) -> None:
    after, reply = identity.ask_consent(here(Step.IDENTITY, re_asked=2, repeated=3, **changes))
    assert (after.step, after.who, after.re_asked, after.repeated) == (Step.CONSENT, Who.SELF, 0, 0)
    assert (reply.parts, reply.topic, reply.ending) == (("thanks", part), "consent", None)
    assert not after.consented


@pytest.mark.parametrize(
    ("step", "reading", "goes_to"),
    [
        ("consent", read(yes=True), Step.QUESTION),
        ("consent", read(), Step.QUESTION),
        ("consent", read(no=True, words="아니요"), Step.CONFIRM_STOP),
        ("consent", read(no=True, words="아니괜찮아요"), Step.QUESTION),
        ("consent", read(no=True, words="안괜찮아요"), Step.CONFIRM_STOP),
        ("consent", read(no=True, words="별로괜찮지않아요"), Step.CONFIRM_STOP),
        ("consent", SILENT, Step.CONSENT),
        ("consent", NOISE, Step.CONSENT),
        ("consent", read("greeting"), Step.CONSENT),
        ("consent", read("greeting", "again", yes=True), Step.QUESTION),
        ("confirm_stop", read(yes=True), Step.ENDED),
        ("confirm_stop", read("continue", yes=True), Step.QUESTION),
        ("confirm_stop", read(no=True), Step.QUESTION),
        ("confirm_stop", SILENT, Step.CONFIRM_STOP),
        ("confirm_stop", NOISE, Step.CONFIRM_STOP),
    ],
)
def test_nobody_is_asked_anything_who_said_no(step: str, reading: Reading, goes_to: Step) -> None:
    after, (found, ending, parts) = told(step, here(Step(step), who=Who.SELF, re_asked=1), reading)
    assert found is goes_to
    assert after.consented is (goes_to is Step.QUESTION)
    assert ending is (Ending.REFUSED if goes_to is Step.ENDED else None)
    if goes_to is Step.QUESTION:
        assert (parts[0], after.re_asked) == ("go_on", 0)
    if goes_to is Step.CONFIRM_STOP and step == "consent":
        assert (parts, after.re_asked) == (("confirm_stop",), 0)


@pytest.mark.parametrize(
    ("re_asked", "reading", "expected"),
    [
        (0, read(call_back_at=NOW), (Step.ENDED, Ending.LATER, ("later_at",))),
        (0, read(), (Step.ENDED, Ending.LATER, ("later_bye",))),
        (1, SILENT, (Step.ENDED, Ending.LATER, ("later_bye",))),
        (1, NOISE, (Step.ENDED, Ending.LATER, ("later_bye",))),
        (1, read(call_back_at=NOW), (Step.ENDED, Ending.LATER, ("later_at",))),
    ],
)
def test_no_time_is_made_up_for_them(re_asked: int, reading: Reading, expected: Told) -> None:
    after, found = told("later_when", here(Step.LATER_WHEN, re_asked=re_asked), reading)
    assert found == expected
    assert after.call_back_at == reading.call_back_at
    for unclear in (SILENT, NOISE):
        assert told("later_when", here(Step.LATER_WHEN), unclear)[1][:2] == (Step.LATER_WHEN, None)


@pytest.mark.parametrize(
    ("re_asked", "reading", "expected"),
    [
        (0, read(), (Step.WHO_CALLS, None, ("name_again",))),
        (1, read(), (Step.WHO_CALLS, None, ("name_again",))),
        (2, read(), (Step.ENDED, Ending.OTHER, ("unknown_bye",))),
        (3, SILENT, (Step.ENDED, Ending.OTHER, ("unknown_bye",))),
    ],
)
def test_a_caller_of_a_shared_number_is_asked_for_a_name_twice(re_asked: int, reading: Reading, expected: Told) -> None:
    after, found = told("who_calls", here(Step.WHO_CALLS, re_asked=re_asked), reading)
    assert found == expected
    if expected[1] is None:
        assert after.re_asked == re_asked + 1
    for unclear in (SILENT, NOISE):
        _, (step, ending, parts) = told("who_calls", here(Step.WHO_CALLS), unclear)
        assert (step, ending) == (Step.WHO_CALLS, None)
        assert parts


@pytest.mark.parametrize(
    ("who", "re_asked", "expected"),
    [
        (Who.SELF, 2, (Step.ENDED, Ending.SILENCE, ("silence_bye",))),
        (Who.SELF, 3, (Step.ENDED, Ending.SILENCE, ("silence_bye",))),
        (Who.UNKNOWN, 2, (Step.ENDED, Ending.SILENCE, ("nobody_bye",))),
        (Who.WRONG, 2, (Step.ENDED, Ending.SILENCE, ("nobody_bye",))),
    ],
)
def test_who_says_nothing_for_too_long_is_told_goodbye(who: Who, re_asked: int, expected: Told) -> None:
    assert told("consent", here(Step.CONSENT, who=who, re_asked=re_asked), SILENT)[1] == expected
    after, (step, ending, parts) = told("consent", here(Step.CONSENT, who=who, re_asked=1), SILENT)
    assert (step, ending, after.re_asked) == (Step.CONSENT, None, 2)
    assert "keys" not in parts[-1], "keys are offered where it is asked who they are, and nowhere else"


@pytest.mark.parametrize(("reading", "said"), [(SILENT, "silence"), (NOISE, "noise")])
def test_after_the_second_time_keys_are_offered(reading: Reading, said: str) -> None:
    after, (_, _, parts) = told("identity", here(Step.IDENTITY, re_asked=1), reading)
    assert (after.re_asked, parts) == (2, (said, "identity_keys"))
    after, (_, _, parts) = told("identity", here(Step.IDENTITY), reading)
    assert (after.re_asked, parts) == (1, (said, "identity"))
