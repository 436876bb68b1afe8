"""One turn of a call: heard, understood, answered and kept with the alerts that it raises, in one transaction."""

import time
from datetime import datetime

from anbu.domain.cases.case import Person
from anbu.domain.counselling.masking import Masks
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert, Dialogue, Step, Turn
from anbu.domain.dialogue.reading import Reading
from anbu.domain.dialogue.reply import Response, answer
from anbu.domain.dialogue.said import Said
from anbu.domain.dialogue.second_opinion import Opinion, checked
from anbu.domain.dialogue.understand import read
from anbu.domain.ids import AttemptId, case_of, derived_id
from anbu.ports import Conflict, Create, Replace
from anbu.usecases.conversing import Conversing, Spoken, name_of, personal_data, spoken, words_for
from anbu.usecases.greet_ring_back import identify_caller
from anbu.usecases.read_together import read_together, wanted

_TRIES = 8
_WORTH_ASKING = {
    **dict.fromkeys((Step.QUESTION, Step.FOLLOW_UP, Step.UNKNOWN_CALLER), 4),
    **dict.fromkeys((Step.CONSENT, Step.CONFIRM_STOP, Step.OFFER), 12),
}
"""From how many letters on a model is asked, by what was asked: it has nothing to add to «네». Never before they were
told that this is a machine."""


class NoSuchCall(LookupError):
    """A turn of a call that was never opened: the flow apologises and ends."""


def take_turn(attempt_id: AttemptId, n: int, said: Said, world: Conversing) -> Spoken:
    """Takes turn `n`. Asked for it twice, or twice at once, it is taken once and says the same.

    What rules find is written without waiting for anybody; a model is asked only where no danger was found, and never
    awaited past its deadline.

    Raises:
        NoSuchCall: the call was never opened.
    """
    for _ in range(_TRIES):
        case_id = case_of(attempt_id)
        dialogue, person = read_together(world.ledger, wanted(Dialogue, case_id, attempt_id), wanted(Person, case_id))
        if dialogue is None:
            raise NoSuchCall(attempt_id)
        if n <= dialogue.turn:
            kept = world.ledger.get(Turn, dialogue.became or attempt_id, n)
            if kept is not None:
                return spoken(kept)
        try:
            return identify_caller(dialogue, said, world) or _next_turn(dialogue, person, said, world)
        except Conflict:
            continue  # the same turn was taken at the same time: its words stand
    raise Conflict(f"turn {n} of {attempt_id}")


def _next_turn(dialogue: Dialogue, person: Person | None, said: Said, world: Conversing) -> Spoken:
    began, now = time.monotonic(), world.clock.now()
    interview = world.interview(dialogue.area)
    reading = read(said, dialogue, now, interview, world.listener, name_of(person))
    response = answer(dialogue, reading, now, interview, _opinion(dialogue, person, reading, said, world))
    reply, after = response.reply, response.dialogue
    turn = Turn(
        dialogue.attempt_id,
        after.turn,
        now,
        words_for(reply, after, person, world),
        topic=reply.topic,
        question=reply.question,
        heard=() if said.silent else said.alternatives,
        keys=said.keys,
        understood=response.understood,
        covered=after.covered,
        voice=after.voice,
        ending=reply.ending,
        took_ms=int((time.monotonic() - began) * 1000),
    )
    world.ledger.write(Create(turn), Replace(after), *_alerts(response, turn, now, world))
    return spoken(turn)


def _alerts(response: Response, turn: Turn, now: datetime, world: Conversing) -> list[Create]:
    return [Create(_alert(response.dialogue, kind, turn, now, world)) for kind in response.raised]


def _alert(dialogue: Dialogue, kind: DangerKind, turn: Turn, now: datetime, world: Conversing) -> Alert:
    return Alert(
        derived_id("a", dialogue.attempt_id, str(turn.n), kind),
        dialogue.case_id,
        dialogue.attempt_id,
        dialogue.area,
        kind,
        turn.resident_id,
        now,
        now + world.acknowledge_within,
    )


def _opinion(
    dialogue: Dialogue, person: Person | None, reading: Reading, said: Said, world: Conversing
) -> Opinion | None:
    """A model's opinion of an answer, checked; none where rules already decide, or where there is nothing to add."""
    least = _WORTH_ASKING.get(dialogue.step)
    if world.ask_model is None or least is None or reading.dangers or reading.wish or len(reading.words) < least:
        return None
    question = world.interview(dialogue.area).questions.get(dialogue.question)
    masks = Masks(personal_data(person))
    opinion = world.ask_model(question.text if question else "", masks.mask(said.text))
    if opinion is None:
        return None
    quoted = tuple((kind, masks.restore(quote)) for kind, quote in opinion.dangers)
    return checked(Opinion(quoted, opinion.acknowledgement), said.text)
