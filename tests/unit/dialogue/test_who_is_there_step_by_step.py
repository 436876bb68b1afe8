"""Who is there, step by step, as tables: where the talk stands, what was understood, where it goes and what is said.

Nothing about welfare is said before it is the person themself: no part that tells of it stands in these tables before
`consent`.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from anbu.adapters.interviews import interview
from anbu.domain.dialogue import identity
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step, Who
from anbu.domain.dialogue.reading import Reading, Wish
from anbu.domain.ids import AreaCode, AttemptId, CaseId, ContactId
from anbu.domain.times import KST

NOW = datetime(2026, 11, 23, 10, tzinfo=KST)
SHIPPED = interview()
HERE = Dialogue(AttemptId("a"), CaseId("c"), ContactId("k"), AreaCode("4672025000"), NOW, plan=("health", "debt"))
LONG = "지금거신번호는고객의사정으로통화를할수가없사오니"


def here(step: Step, **changes: Any) -> Dialogue:
    return replace(HERE, step=step, **changes)


def read(*signals: str, **told: Any) -> Reading:
    return Reading(signals=frozenset(signals), **told)


SILENT, NOISE = read(silent=True), read(noise=True)


@pytest.mark.parametrize(
    ("step", "was", "reading", "who", "seen", "monologues"),
    [
        (Step.IDENTITY, Who.UNKNOWN, read(who=Who.SELF), Who.SELF, False, 0),
        (Step.FETCH, Who.OTHER, read(who=Who.SELF), Who.SELF, False, 0),
        (Step.FETCHED, Who.UNKNOWN, read(who=Who.OTHER), Who.OTHER, False, 0),
        (Step.OFFER, Who.UNKNOWN, read(who=Who.OTHER), Who.OTHER, False, 0),
        (Step.IDENTITY, Who.OTHER, read(), Who.OTHER, False, 0),  # what is not told changes nothing
        (Step.LATER_WHEN, Who.UNKNOWN, read(who=Who.OTHER), Who.UNKNOWN, False, 0),  # that was not the question
        (Step.WHO_CALLS, Who.UNKNOWN, read(who=Who.WRONG), Who.UNKNOWN, False, 0),
        (Step.IDENTITY, Who.UNKNOWN, read(who=Who.MACHINE), Who.UNKNOWN, True, 0),
        (Step.QUESTION, Who.SELF, read(who=Who.MACHINE), Who.SELF, True, 0),
        (Step.IDENTITY, Who.UNKNOWN, read(words=LONG), Who.UNKNOWN, False, 1),
        (Step.FETCHED, Who.UNKNOWN, read(words=LONG), Who.UNKNOWN, False, 0),
        (Step.IDENTITY, Who.UNKNOWN, read(words=LONG, who=Who.OTHER), Who.OTHER, False, 0),
        (Step.CONSENT, Who.SELF, read(who=Who.UNKNOWN), Who.SELF, False, 0),
    ],
)
def test_who_it_is_after_these_words(
    step: Step, was: Who, reading: Reading, who: Who, seen: bool, monologues: int
) -> None:
    after = identity.recognise(here(step, who=was), reading)
    assert (after.who, after.seen_machine, after.monologues) == (who, seen, monologues)
    assert (after.step, after.plan) == (step, HERE.plan)


@pytest.mark.parametrize(
    ("step", "plan"),
    [
        (Step.QUESTION, ("housing", "health", "debt")),
        (Step.FOLLOW_UP, ("housing", "health", "debt")),
        (Step.CONSENT, ("health", "debt")),
    ],
)
def test_what_was_asked_of_somebody_else_is_asked_again_of_the_person(step: Step, plan: tuple[str, ...]) -> None:
    after = identity.recognise(here(step, who=Who.SELF, consented=True, question="housing"), read(who=Who.OTHER))
    assert (after.who, after.plan, after.question) == (Who.OTHER, plan, "")


@pytest.mark.parametrize("who", [Who.OTHER, Who.WRONG])
@pytest.mark.parametrize("step", [Step.CONSENT, Step.QUESTION, Step.FOLLOW_UP, Step.OFFER])
def test_whoever_is_another_after_all_is_asked_as_if_nothing_had_been_said_yet(step: Step, who: Who) -> None:
    after = identity.recognise(here(step, who=Who.SELF, consented=True), read(who=who))
    assert (after.who, after.step, after.consented) == (who, Step.IDENTITY, False)


Told = tuple[Step, Ending | None, tuple[str, ...]]
CONSENT: Told = (Step.CONSENT, None, ("thanks", "consent"))
FETCH: Told = (Step.FETCH, None, ("fetch",))
WENT: Told = (Step.FETCHED, None, ("fetched",))
NEW_VOICE: Told = (Step.IDENTITY, None, ("greeting_fetched",))
MACHINE: Told = (Step.ENDED, Ending.MACHINE, ("machine_bye",))
WRONG: Told = (Step.ENDED, Ending.WRONG, ("wrong_bye",))
OTHER_BYE: Told = (Step.ENDED, Ending.OTHER, ("other_bye",))
REFUSED_BEFORE: Told = (Step.ENDED, Ending.OTHER, ("refused_before_bye",))
SILENCE: Told = (Step.ENDED, Ending.SILENCE, ("silence_bye",))
NOBODY: Told = (Step.ENDED, Ending.SILENCE, ("nobody_bye",))


def told(step: str, at: Dialogue, reading: Reading) -> tuple[Dialogue, Told]:
    after, reply = getattr(identity, f"answer_{step}")(at, reading, NOW, SHIPPED)
    return after, (after.step, reply.ending, reply.parts)


@pytest.mark.parametrize(
    ("at", "reading", "expected"),
    [
        ({}, read(who=Who.SELF), CONSENT),
        ({}, read(who=Who.WRONG), WRONG),
        ({}, read(who=Who.OTHER), FETCH),
        ({}, read(who=Who.OTHER, wish=Wish.WHAT), (Step.FETCH, None, ("what_before", "fetch"))),
        ({}, read(who=Who.OTHER, wish=Wish.AGAIN), FETCH),
        ({}, read("dead", who=Who.OTHER), (Step.ENDED, Ending.DEAD, ("dead_bye",))),
        ({}, read("moved", who=Who.OTHER), (Step.ENDED, Ending.MOVED, ("moved_bye",))),
        ({}, read("in_hospital", who=Who.OTHER), (Step.ENDED, Ending.OTHER, ("moved_bye",))),
        ({}, read("dead", who=Who.WRONG), WRONG),
        ({}, read("comes", who=Who.OTHER), WENT),
        ({}, read("comes", "absent", who=Who.OTHER, wish=Wish.STOP), WENT),
        ({}, read(who=Who.OTHER, wish=Wish.STOP), REFUSED_BEFORE),
        ({}, read("absent", who=Who.OTHER), OTHER_BYE),
        ({}, read("third_person", who=Who.OTHER), OTHER_BYE),
        # a machine is never hung up on at the first suspicion
        ({}, read(who=Who.MACHINE), (Step.FETCHED, None, ("machine_again",))),
        ({"seen_machine": True}, SILENT, (Step.IDENTITY, None, ("identity_keys",))),
        ({"re_asked": 1}, read(who=Who.MACHINE), MACHINE),
        ({"re_asked": 2}, read(who=Who.MACHINE), MACHINE),
        ({"repeated": 5}, read(who=Who.MACHINE), MACHINE),
        ({"re_asked": 2}, read(who=Who.OTHER), FETCH),
        ({"repeated": 4}, read(who=Who.MACHINE), MACHINE),
        ({"repeated": 3}, read(who=Who.MACHINE), (Step.FETCHED, None, ("machine_again",))),
        ({"seen_machine": True, "re_asked": 1}, SILENT, MACHINE),
        # long talk that answers nothing, and then nothing that could be told
        ({"monologues": 1, "re_asked": 2}, read(), MACHINE),
        ({"monologues": 1, "silences": 3}, SILENT, MACHINE),
        ({"silences": 3}, SILENT, SILENCE),
        ({"re_asked": 2}, read(), NOBODY),
        ({"re_asked": 2}, NOISE, NOBODY),
    ],
)
def test_the_answer_to_are_you_the_person(at: dict[str, Any], reading: Reading, expected: Told) -> None:
    after, found = told("identity", here(Step.IDENTITY, **at), reading)
    assert found == expected
    assert (after.who is Who.SELF) is (expected is CONSENT)
    counted = {"machine_again": at.get("re_asked", 0) + 1, "identity_keys": at.get("re_asked", 0) + 1, "fetch": 0}
    assert after.re_asked == counted.get(expected[2][-1], after.re_asked)
    assert after.who is (Who.MACHINE if expected is MACHINE else Who.SELF if expected is CONSENT else Who.UNKNOWN)


@pytest.mark.parametrize("reading", [SILENT, NOISE, read()])
def test_what_is_not_clear_is_asked_again(reading: Reading) -> None:
    after, (step, ending, _) = told("identity", here(Step.IDENTITY), reading)
    assert (step, ending, after.who) == (Step.IDENTITY, None, Who.UNKNOWN)
    again, (_, _, parts) = told("identity", here(Step.IDENTITY, re_asked=2, repeated=2), read("greeting"))
    assert (again.repeated, again.re_asked, parts) == (3, 2, ("identity",)), "a greeting costs no question"
    assert told("identity", here(Step.IDENTITY, re_asked=2, repeated=4), read("greeting"))[1] == NOBODY


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (read(who=Who.SELF), CONSENT),
        (read(who=Who.WRONG), WRONG),
        (read(who=Who.MACHINE), (Step.FETCHED, None, ("machine_again",))),
        (read("dead", yes=True), (Step.ENDED, Ending.DEAD, ("dead_bye",))),
        (read("third_person"), OTHER_BYE),
        (read("third_person", "comes"), WENT),
        (read("comes", no=True), WENT),
        (read(yes=True), WENT),
        (read(yes=True, no=True), OTHER_BYE),
        (read("instead", yes=True), OTHER_BYE),
        (read("greeting"), NEW_VOICE),
        (read("handed"), NEW_VOICE),
        (read(), OTHER_BYE),
        (read(no=True, wish=Wish.STOP), REFUSED_BEFORE),
        (read(no=True, wish=Wish.LATER), OTHER_BYE),
    ],
)
def test_the_answer_to_may_we_speak_to_them(reading: Reading, expected: Told) -> None:
    after, found = told("fetch", here(Step.FETCH, who=Who.OTHER, re_asked=1, repeated=1, silences=1), reading)
    if expected[2] == ("machine_again",):  # it was asked before: now it is told goodbye
        expected = MACHINE
    assert found == expected
    if expected is WENT:
        assert (after.who, after.re_asked, after.repeated, after.silences) == (Who.UNKNOWN, 0, 0, 0)
    if expected is NEW_VOICE:
        assert (after.who, after.re_asked) == (Who.UNKNOWN, 0)
    if expected in {OTHER_BYE, REFUSED_BEFORE}:
        assert after.who is Who.OTHER


@pytest.mark.parametrize("reading", [SILENT, NOISE])
def test_whoever_says_nothing_is_asked_once_more_for_the_person(reading: Reading) -> None:
    after, (step, ending, _) = told("fetch", here(Step.FETCH, who=Who.OTHER), reading)
    assert (step, ending, after.who) == (Step.FETCH, None, Who.OTHER)


@pytest.mark.parametrize(
    ("at", "reading", "expected"),
    [
        ({}, SILENT, (Step.FETCHED, None, ("waiting",))),
        ({}, NOISE, (Step.FETCHED, None, ("waiting",))),
        ({}, read("comes"), (Step.FETCHED, None, ("waiting",))),
        ({"repeated": 3}, SILENT, (Step.FETCHED, None, ("waiting",))),
        ({"repeated": 4}, SILENT, (Step.ENDED, Ending.OTHER, ("nobody_bye",))),
        ({"repeated": 5}, SILENT, (Step.ENDED, Ending.OTHER, ("nobody_bye",))),
        ({"repeated": 4, "seen_machine": True}, NOISE, MACHINE),
        ({"seen_machine": True}, SILENT, (Step.FETCHED, None, ("identity_keys",))),
        ({"seen_machine": True, "repeated": 1}, SILENT, (Step.FETCHED, None, ("waiting",))),
        ({}, read(who=Who.MACHINE), (Step.FETCHED, None, ("machine_again",))),
        ({}, read(), NEW_VOICE),
        ({}, read(who=Who.SELF), CONSENT),
        ({}, read(who=Who.OTHER), FETCH),
    ],
)
def test_whoever_comes_to_the_telephone_after_that(at: dict[str, Any], reading: Reading, expected: Told) -> None:
    after, found = told("fetched", here(Step.FETCHED, silences=1, **at), reading)
    assert found == expected
    if expected[2] == ("waiting",):
        assert (after.repeated, after.silences) == (at.get("repeated", 0) + 1, 0)
