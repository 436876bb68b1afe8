"""What is said next: the whole conversation as one pure function of its state and of what was heard."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime

from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.dialogue import identity, questions
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step, Understood, Who
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.moves import Reply, ask_again, close, closing, say, time_is_up
from anbu.domain.dialogue.reading import Reading, Wish
from anbu.domain.dialogue.said import Said
from anbu.domain.dialogue.second_opinion import Opinion, merged
from anbu.domain.dialogue.understand import Listener, read
from anbu.domain.dialogue.wishes import back, honour

_PUT_ME_THROUGH = re.compile("바꿔(줘|주|도|라)|바까|연결해|통화(할게|할래|하고싶|하겠|합시다|하자)")


@dataclass(frozen=True, slots=True)
class Response:
    """The conversation one turn on. `raised`: dangers that were not alerted before, in the words of this turn."""

    dialogue: Dialogue
    reply: Reply
    understood: Understood
    raised: tuple[DangerKind, ...] = ()


def reply(dialogue: Dialogue, said: Said, now: datetime, interview: Interview, listener: Listener) -> Response:
    """Hears one turn and answers it, by rules alone."""
    return answer(dialogue, read(said, dialogue, now, interview, listener), now, interview)


def answer(
    dialogue: Dialogue, reading: Reading, now: datetime, interview: Interview, opinion: Opinion | None = None
) -> Response:
    """Answers what was understood. A model's opinion may raise what rules found and add a checked sentence."""
    if dialogue.ending is not None:
        return Response(dialogue, Reply(("goodbye",), ending=dialogue.ending), Understood(dialogue.who))
    reading = merged(reading, opinion)
    raised, known = _new_dangers(dialogue, reading)
    here = replace(dialogue, dangers=known, silences=dialogue.silences + 1 if reading.silent else 0)
    here = identity.recognise(here, reading)
    after, spoken = _decide(here, reading, raised, now, interview)
    after, spoken = _bounded(after, spoken, now, interview)
    if opinion is not None and opinion.acknowledgement and not raised and spoken.parts[:1] and spoken.acknowledges:
        spoken = replace(spoken, parts=spoken.parts[1:], opening=opinion.acknowledgement)
    understood = Understood(
        who=after.who,
        signals=tuple(sorted(reading.signals)),
        wish=reading.wish or "",
        answered=dialogue.question if len(after.covered) > len(dialogue.covered) else "",
        dangers=tuple(danger.kind for danger in reading.dangers),
        call_back_at=reading.call_back_at,
        heard_as=reading.heard_as,
        silent=reading.silent or reading.noise,
        polarity=reading.heard.polarity,
        by_model=opinion is not None,
    )
    return Response(replace(after, turn=dialogue.turn + 1, ending=spoken.ending), spoken, understood, raised)


def _decide(
    here: Dialogue, reading: Reading, raised: tuple[DangerKind, ...], now: datetime, interview: Interview
) -> tuple[Dialogue, Reply]:
    if raised:
        return _danger(here, reading, raised, now, interview)
    if here.waiting:
        here, answered = back(here, reading, interview)
        if answered is not None:
            return answered
    if reading.wish is not None:
        honoured = honour(here, reading, now, interview)
        if honoured is not None:
            return honoured
    if _for_whom(here, reading, interview):
        here = questions.note_answer(here, reading, interview)
        return replace(here, step=Step.IDENTITY, doubted=True, re_asked=0), say("heard", "identity", topic="identity")
    if here.who in {Who.OTHER, Who.WRONG} and reading.who is here.who and here.step not in _ASKS_WHO:
        return identity.somebody_else(here, reading)
    return _STEPS[here.step](here, reading, now, interview)


def _for_whom(here: Dialogue, reading: Reading, interview: Interview) -> bool:
    """«네, 할머니가 무릎이 안 좋으세요»: the first answer of that kind to a question about themself."""
    question = interview.questions.get(here.question) if here.step is Step.QUESTION else None
    about_themself = question is not None and question.about in _THEIR_OWN
    return about_themself and "of_another" in reading.signals and not here.doubted


def _danger(
    here: Dialogue, reading: Reading, raised: tuple[DangerKind, ...], now: datetime, interview: Interview
) -> tuple[Dialogue, Reply]:
    """The calm sentence at once, then what they want: a person, the end, or to go on."""
    words = (_sentence(min(raised, key=_FIRST_TO_SAY.index), here, raised),)
    here = questions.note_answer(here, reading, interview)
    here = replace(here, consented=here.consented or here.step is Step.CONSENT)  # they were told, and talk
    if reading.wish in {Wish.PERSON, Wish.STAFF_CALL, Wish.LATER} or "stop" in reading.signals:
        honoured = honour(here, reading, now, interview)
        if honoured is not None:
            return honoured[0], honoured[1].after(*words)
    if here.offers >= interview.limits.offers:
        after, spoken = go_on(here, now, interview)
        return after, spoken.after(*words)
    return replace(here, step=Step.OFFER, offers=here.offers + 1, re_asked=0), say(*words, "offer")


_TOGETHER = (
    (frozenset({DangerKind.VIOLENCE, DangerKind.MEDICAL_EMERGENCY}), "danger_hurt"),
    (frozenset({DangerKind.VIOLENCE, DangerKind.SELF_HARM}), "danger_threatened"),
)
"""Somebody is hurt or driven to despair by somebody, or only cries for help: every number that helps is said."""
_FIRST_TO_SAY = (
    DangerKind.MEDICAL_EMERGENCY,
    DangerKind.VIOLENCE,
    DangerKind.SELF_HARM,
    DangerKind.CHILD_OR_DEPENDANT,
    DangerKind.NO_FOOD,
    DangerKind.LOSING_HOME,
    DangerKind.LIFE_UTILITIES,
)
"""Of several dangers in one turn, the one whose sentence is said: all are alerted."""


def _sentence(kind: DangerKind, here: Dialogue, raised: tuple[DangerKind, ...]) -> str:
    before = {entry.split("|", 1)[0] for entry in here.dangers[: -len(raised)]}
    if here.who is Who.OTHER:
        return "danger_reported"
    together = next((text for kinds, text in _TOGETHER if set(raised) >= kinds), "")
    if together:
        return together
    return "danger_again" if kind in before else f"danger_{kind}"


def go_on(here: Dialogue, now: datetime, interview: Interview) -> tuple[Dialogue, Reply]:
    """On from wherever an interruption left the conversation."""
    if here.who is Who.SELF:
        if not here.consented:
            return identity.ask_consent(here)
        return questions.ask_next(here, now, interview)
    if here.who is Who.OTHER:
        return close(here, Ending.OTHER, "other_bye")
    if here.ring_back and not here.plan:
        return replace(here, step=Step.UNKNOWN_CALLER), say("unknown_thanks")
    here = replace(here, step=Step.IDENTITY)
    return here, ask_again(here, interview)


def _offer(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> tuple[Dialogue, Reply]:
    """The answer to the offer of a person. Only a plain yes puts somebody through."""
    if reading.silent or reading.noise:
        if here.silences > interview.limits.re_asks:
            return close(here, Ending.SILENCE, "silence_bye")
        if here.re_asked < 1:
            return replace(here, re_asked=here.re_asked + 1), say("silence", "offer")
    elif reading.asks and not (reading.yes or reading.no) and here.re_asked < 1:
        return replace(here, re_asked=here.re_asked + 1), say("asked_back", "offer")
    elif (reading.yes or _PUT_ME_THROUGH.search(reading.words)) and not reading.no and "괜찮" not in reading.words:
        return close(here, Ending.HAND_OVER, "hand_over")
    after, spoken = go_on(replace(here, re_asked=0), now, interview)
    return after, spoken if spoken.ending else spoken.after("offer_declined")


def _unknown_caller(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> tuple[Dialogue, Reply]:  # noqa: ARG001
    if here.silences > interview.limits.re_asks:
        return close(here, Ending.SILENCE, "unknown_bye")
    if reading.silent or reading.noise or "greeting" in reading.signals:
        return replace(here, re_asked=here.re_asked + 1), ask_again(here, interview).after("silence")
    if reading.no or here.repeated >= interview.limits.repeats:
        return close(here, Ending.DONE, "unknown_bye")
    return replace(here, repeated=here.repeated + 1), say("unknown_thanks")


def _bounded(here: Dialogue, spoken: Reply, now: datetime, interview: Interview) -> tuple[Dialogue, Reply]:
    """Twelve minutes, whatever happens (Lex ends a conversation after fifteen)."""
    if spoken.ending is None and now - here.started_at >= interview.limits.longest:
        if here.who is Who.SELF:
            return closing(here, Ending.TIME_UP, "time_up")
        return close(here, Ending.TIME_UP, "nobody_bye")
    return here, spoken


def _new_dangers(dialogue: Dialogue, reading: Reading) -> tuple[tuple[DangerKind, ...], tuple[str, ...]]:
    """Kinds to be alerted: not the very same words for the same kind again."""
    fresh = {f"{danger.kind}|{_digest(dialogue, danger.quote)}": danger.kind for danger in reading.dangers}
    new = {entry: kind for entry, kind in fresh.items() if entry not in dialogue.dangers}
    return tuple(new.values()), dialogue.dangers + tuple(new)


def _digest(dialogue: Dialogue, words: str) -> str:
    return hashlib.blake2s((dialogue.attempt_id + words).encode(), digest_size=4).hexdigest()


_STEPS = {
    Step.IDENTITY: identity.answer_identity,
    Step.WHO_CALLS: identity.answer_who_calls,
    Step.FETCH: identity.answer_fetch,
    Step.FETCHED: identity.answer_fetched,
    Step.CONSENT: identity.answer_consent,
    Step.CONFIRM_STOP: identity.answer_confirm_stop,
    Step.LATER_WHEN: identity.answer_later_when,
    Step.QUESTION: questions.answer_question,
    Step.FOLLOW_UP: questions.answer_follow_up,
    Step.OFFER: _offer,
    Step.UNKNOWN_CALLER: _unknown_caller,
}

_THEIR_OWN = frozenset({Topic.LIVING_COSTS, Topic.HEALTH, Topic.EMPLOYMENT, Topic.CARE})
_ASKS_WHO = frozenset({Step.IDENTITY, Step.FETCH, Step.FETCHED, Step.OFFER})

__all__ = ["Response", "answer", "reply", "time_is_up"]
