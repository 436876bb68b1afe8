"""What residents want of the call is done, at any time: a person, the end, another time, again, slower, louder, who."""

import re
from dataclasses import replace
from datetime import datetime

from anbu.domain.dialogue import identity, questions
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step, Voice, Who
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.moves import Reply, ask_again, close, closing, say
from anbu.domain.dialogue.reading import Reading, Wish
from anbu.domain.phones import NumberSource

Next = tuple[Dialogue, Reply]
_BEFORE = frozenset({Step.IDENTITY, Step.FETCH, Step.FETCHED, Step.WHO_CALLS})
_NOBODYS = frozenset({Step.WHO_CALLS, Step.UNKNOWN_CALLER})
"""It is not known whose call it is."""
_I_AM_BACK = re.compile(
    "(?!아니|안)(네|예|응|어|아|자|이제|인자|여보세요|다시|됐|왔|받|갔다|다|했|껐|닫|열|말씀|말해|하|세|계속|미안|죄송|합|해|요|습|니|이|봐|라)+"
)
"""«네 왔어요 죄송해요»: there again, and no answer yet."""


def honour(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next | None:
    """Does what they want; None if their words are better taken as an answer to what was asked."""
    match reading.wish:
        case Wish.PERSON | Wish.STAFF_CALL:
            return _person(here, reading.wish)
        case Wish.STOP:
            return _stop(here, reading)
        case Wish.LATER:
            return _later(here, reading)
        case Wish.WAIT:
            return _wait(here, interview)
    if reading.wish is None or _is_told_next(here, reading):
        return None
    return _explain(here, reading.wish, now, interview)


def _is_told_next(here: Dialogue, reading: Reading) -> bool:
    """«네, 전데 누구세요?»: the next sentence says who we are; «네네 괜찮으니까 얼른 해요»: they want to begin."""
    in_a_hurry = reading.wish is Wish.HOW_LONG and reading.yes and not reading.asks
    return (here.step in _BEFORE and reading.who is not Who.UNKNOWN) or (here.step is Step.CONSENT and in_a_hurry)


def _person(here: Dialogue, wish: Wish) -> Next:
    """Put through now, or rung by somebody later."""
    if wish is Wish.PERSON:
        return close(here, Ending.HAND_OVER, "hand_over")
    before = "" if here.who is Who.SELF else "_before"
    return close(here, Ending.STAFF_CALL, f"staff_call{before}_bye")


def _stop(here: Dialogue, reading: Reading) -> Next | None:
    if here.who in {Who.WRONG, Who.OTHER} or reading.who in {Who.WRONG, Who.OTHER}:
        return None
    if here.who is Who.SELF and here.step is Step.QUESTION and not questions.required_left(here):
        return closing(here, Ending.DONE)
    if here.step in _BEFORE or here.who is not Who.SELF:
        return close(here, Ending.REFUSED, "refused_before_bye")
    return close(here, Ending.REFUSED, "refused_bye")


def _later(here: Dialogue, reading: Reading) -> Next | None:
    if reading.who in {Who.WRONG, Who.OTHER} or here.who is Who.OTHER:
        return None  # when the person is back is no wish of theirs
    if here.step in _NOBODYS:
        return close(here, Ending.OTHER, "unknown_bye")  # they will ring again; we have nobody to ring
    if reading.call_back_at is not None:
        return close(replace(here, call_back_at=reading.call_back_at), Ending.LATER, "later_at")
    if here.step is Step.LATER_WHEN:
        return None
    return replace(here, step=Step.LATER_WHEN, re_asked=0), say("later_when")


def _wait(here: Dialogue, interview: Interview) -> Next | None:
    if here.repeated >= interview.limits.repeats:
        return None
    return replace(here, waiting=True, repeated=here.repeated + 1), say("hold_on")


def back(here: Dialogue, reading: Reading, interview: Interview) -> tuple[Dialogue, Next | None]:
    """After they asked us to wait: a while of silence; the question again for whoever is back and answers nothing."""
    if reading.silent or reading.noise:
        if here.silences <= interview.limits.re_asks:
            return here, (here, say("holding"))
        return replace(here, waiting=False, silences=1), None
    here = replace(here, waiting=False)
    if here.step is Step.QUESTION and _I_AM_BACK.fullmatch(reading.words):
        return here, (here, ask_again(here, interview).after("go_on"))
    return here, None


def _explain(here: Dialogue, wish: Wish, now: datetime, interview: Interview) -> Next | None:
    """The explanation or repetition, then the question again; not for ever."""
    if here.repeated >= interview.limits.repeats:
        return _explained_enough(here, now, interview)
    before = "_before" if here.who is not Who.SELF else ""
    words = {
        Wish.SCAM: f"scam{before}",
        Wish.SOURCE: _source(here),
        Wish.WHO: f"who{before}",
        Wish.WHAT: "what_back" if before and here.ring_back else f"what{before}",
        Wish.HOW_LONG: f"how_long{before}",
        Wish.LOUDER: "louder",
        Wish.SLOWER: "slower",
        Wish.AGAIN: "again",
    }[wish]
    voice = {Wish.LOUDER: Voice.LOUD, Wish.SLOWER: Voice.SLOW}.get(wish, here.voice)
    here = replace(here, repeated=here.repeated + 1, voice=voice)
    if here.step is Step.CONSENT and wish in {Wish.AGAIN, Wish.SLOWER, Wish.LOUDER}:
        return here, say(words, identity.notice(here), topic="consent")  # what was not heard was not told
    return here, ask_again(here, interview).after(words)


def _explained_enough(here: Dialogue, now: datetime, interview: Interview) -> Next | None:
    """Four times in a row nobody was any the wiser: another day, or on without this answer."""
    if here.step in _BEFORE:
        return close(here, Ending.SILENCE, "nobody_bye")
    if here.step in {Step.CONSENT, Step.CONFIRM_STOP}:
        return close(here, Ending.SILENCE, "silence_bye")  # who never understood what this is has not agreed to it
    return questions.leave(here, now, interview) if here.step is Step.QUESTION else None


def _source(here: Dialogue) -> str:
    """Where their number comes from, as far as may be told to whoever listens."""
    if here.who is not Who.SELF:
        return "source_before"
    return "source_kait" if here.number_source is NumberSource.KAIT else "source"
