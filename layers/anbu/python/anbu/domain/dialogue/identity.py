"""Who is on the line, and whether they want to talk: nothing about welfare is said before it is the person themself."""

import re
from dataclasses import replace
from datetime import datetime

from anbu.domain.dialogue import questions
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step, Who
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.moves import Reply, ask_again, close, say
from anbu.domain.dialogue.reading import ABOUT_THE_CALL, Reading, Wish, is_monologue
from anbu.domain.phones import NumberSource

Next = tuple[Dialogue, Reply]
_ASKED_WHO = frozenset({Step.IDENTITY, Step.FETCH, Step.FETCHED})
_NOT_A_NO = re.compile("(?<!안)(?<!별로)괜찮|없|계속|하세|하이소|하소|말씀")
_BYE = {
    "dead": (Ending.DEAD, "dead_bye"),
    "moved": (Ending.MOVED, "moved_bye"),
    "in_hospital": (Ending.OTHER, "moved_bye"),
}


def recognise(here: Dialogue, reading: Reading) -> Dialogue:
    """The dialogue with what these words show about who is there. Once it is the person, it stays the person,
    unless they say otherwise."""
    if reading.who is Who.MACHINE:
        return replace(here, seen_machine=True)
    if here.step is Step.IDENTITY and is_monologue(reading):
        return replace(here, monologues=here.monologues + 1)
    if here.who is Who.SELF:
        return _after_all(here, reading.who) if reading.who in {Who.OTHER, Who.WRONG} else here
    if reading.who is Who.UNKNOWN or here.step not in _ASKED_WHO | {Step.OFFER}:
        return here
    return replace(here, who=reading.who)


def _after_all(here: Dialogue, who: Who) -> Dialogue:
    """«실은 아들인데요»: as if we had just asked who is there, whatever else they want to know.

    What was asked of somebody else is asked again if the person comes to the telephone.
    """
    asked = (here.question,) if here.step in {Step.QUESTION, Step.FOLLOW_UP} else ()
    return replace(here, who=who, step=Step.IDENTITY, plan=asked + here.plan, question="", consented=False)


def answer_identity(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to «본인 맞으세요?», also in the middle of the questions."""
    if here.consented and here.who is Who.SELF and not (reading.silent or reading.noise):
        return _begin(here, now, interview)  # the person after all, or nobody who says otherwise
    if reading.who is Who.SELF:
        return ask_consent(here)
    if reading.who is Who.MACHINE or (reading.silent and here.seen_machine):
        return _machine(here, reading, interview)
    if reading.who in {Who.OTHER, Who.WRONG}:
        return somebody_else(here, reading)
    return _not_clear(here, reading, interview)


def answer_fetch(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to «○○○ 님과 통화할 수 있을까요?»."""
    if reading.who in {Who.SELF, Who.WRONG, Who.MACHINE}:
        return answer_identity(here, reading, now, interview)
    tells = bool(reading.signals & {*_BYE, "third_person"}) or reading.call_back_at is not None
    if tells and "comes" not in reading.signals:
        return somebody_else(here, reading)
    if "comes" in reading.signals or (reading.yes and not reading.no and "instead" not in reading.signals):
        return _fetched(here)
    if reading.silent or reading.noise:
        return _not_clear(here, reading, interview)
    if reading.signals & {"greeting", "handed"}:
        return _somebody_new(here)
    bye = "refused_before_bye" if reading.wish is Wish.STOP else "other_bye"
    return close(replace(here, who=Who.OTHER), Ending.OTHER, bye)


def answer_fetched(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """Whoever speaks next, after somebody went to fetch the person. Elderly people need time to come."""
    if reading.who is Who.MACHINE or (reading.silent and here.seen_machine and not here.repeated):
        return _machine(here, reading, interview)
    if reading.silent or reading.noise or "comes" in reading.signals:
        if here.repeated >= interview.limits.repeats:
            return _nobody_came(here)
        return replace(here, repeated=here.repeated + 1, silences=0), say("waiting", topic="identity")
    if reading.who is Who.UNKNOWN:
        return _somebody_new(here)
    return answer_identity(here, reading, now, interview)


def ask_consent(here: Dialogue) -> Next:
    """Says what this is: a machine, recorded, to be refused at any time; and that KAIT found the number, if it did."""
    here = replace(here, who=Who.SELF, step=Step.CONSENT, re_asked=0, repeated=0)
    return here, say("thanks", notice(here), topic="consent")


def notice(here: Dialogue) -> str:
    """Which wording of what this is they must hear."""
    if here.number_source is NumberSource.KAIT:
        return "consent_kait"
    return "consent_resumed" if here.resumed else "consent"


def answer_consent(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to «지금 통화 괜찮으세요?». A bare no is asked about before it ends the call."""
    if reading.silent or reading.noise or reading.signals == {"greeting"}:
        return _not_clear(here, reading, interview)
    if reading.no and not _NOT_A_NO.search(reading.words):
        return replace(here, step=Step.CONFIRM_STOP, re_asked=0), say("confirm_stop", topic="consent")
    return _begin(here, now, interview)


def answer_confirm_stop(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to «여기서 마칠까요?»."""
    if reading.silent or reading.noise:
        return _not_clear(here, reading, interview)
    if reading.yes and "continue" not in reading.signals:
        return close(here, Ending.REFUSED, "refused_bye")
    return _begin(here, now, interview)


def answer_later_when(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to «언제 다시 전화드리면 좋을까요?». No time is made up for them, and now is a time, too."""
    if (reading.silent or reading.noise) and here.re_asked < 1:
        return _not_clear(here, reading, interview)
    if reading.call_back_at is not None:
        return close(replace(here, call_back_at=reading.call_back_at), Ending.LATER, "later_at")
    if "now_instead" in reading.signals and here.who is Who.SELF:
        return _begin(here, now, interview) if here.consented else ask_consent(here)
    return close(here, Ending.LATER, "later_bye")


def answer_who_calls(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:  # noqa: ARG001
    """A number of several cases: a name that was understood comes here as the person themself."""
    if here.re_asked >= interview.limits.re_asks:
        return close(here, Ending.OTHER, "unknown_bye")
    if reading.silent or reading.noise:
        return _not_clear(here, reading, interview)
    return replace(here, re_asked=here.re_asked + 1), say("name_again", topic="identity")


def _begin(here: Dialogue, now: datetime, interview: Interview) -> Next:
    after, spoken = questions.ask_next(replace(here, consented=True, re_asked=0), now, interview)
    return after, spoken.after("go_on")


def somebody_else(here: Dialogue, reading: Reading) -> Next:
    """Asked once to put the person on; not where they have said that nobody can, or that there is no such person."""
    if reading.who is Who.WRONG:
        return close(here, Ending.WRONG, "wrong_bye")
    for signal, (ending, bye) in _BYE.items():
        if signal in reading.signals:
            return close(here, ending, bye)
    if "comes" in reading.signals:
        return _fetched(here)
    if reading.call_back_at is not None:  # whoever is there knows when the person is back
        return close(replace(here, call_back_at=reading.call_back_at), Ending.OTHER, "later_at")
    if reading.wish is Wish.STOP or (reading.signals & {"absent", "third_person"} and "nearby" not in reading.signals):
        bye = "refused_before_bye" if reading.wish is Wish.STOP else "other_bye"
        return close(here, Ending.OTHER, bye)
    told = ("what_before",) if reading.wish in ABOUT_THE_CALL else ()
    return replace(here, step=Step.FETCH, re_asked=0), say(*told, "fetch", topic="identity")


def _fetched(here: Dialogue) -> Next:
    here = replace(here, step=Step.FETCHED, re_asked=0, repeated=0, silences=0, who=Who.UNKNOWN)
    return here, say("fetched", topic="identity")


def _nobody_came(here: Dialogue) -> Next:
    if here.seen_machine:
        return close(replace(here, who=Who.MACHINE), Ending.MACHINE, "machine_bye")
    return close(replace(here, who=Who.OTHER), Ending.OTHER, "nobody_bye")


def _somebody_new(here: Dialogue) -> Next:
    """Another voice: told who rings, and asked."""
    return replace(here, step=Step.IDENTITY, re_asked=0, who=Who.UNKNOWN), say("greeting_fetched", topic="identity")


def _machine(here: Dialogue, reading: Reading, interview: Interview) -> Next:
    """Never hung up on at the first suspicion: somebody may be behind it. Asked once more, then told goodbye."""
    if here.re_asked >= 1 or here.repeated >= interview.limits.repeats:
        return close(replace(here, who=Who.MACHINE), Ending.MACHINE, "machine_bye")
    if reading.silent:
        return replace(here, re_asked=here.re_asked + 1), say("identity_keys", topic="identity")
    return replace(here, step=Step.FETCHED, re_asked=here.re_asked + 1), say("machine_again", topic="identity")


def _not_clear(here: Dialogue, reading: Reading, interview: Interview) -> Next:
    given_up = here.silences > interview.limits.re_asks or here.re_asked >= interview.limits.re_asks
    if here.monologues and given_up and here.step is Step.IDENTITY:
        return close(replace(here, who=Who.MACHINE), Ending.MACHINE, "machine_bye")
    if here.silences > interview.limits.re_asks:
        return close(here, Ending.SILENCE, "silence_bye")
    if "greeting" in reading.signals and here.repeated < interview.limits.repeats:
        return replace(here, repeated=here.repeated + 1), ask_again(here, interview)
    if here.re_asked >= interview.limits.re_asks:
        return close(here, Ending.SILENCE, "nobody_bye" if here.who is not Who.SELF else "silence_bye")
    again = ask_again(here, interview)
    if here.re_asked == 1 and here.step is Step.IDENTITY:
        again = say("identity_keys", topic="identity")
    return replace(here, re_asked=here.re_asked + 1), again.after("silence" if reading.silent else "noise")
