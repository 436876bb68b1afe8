"""What the call handler's use cases need: the ledger, the time, the approved text, the ear, perhaps a model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from anbu.domain.cases.case import Person
from anbu.domain.counselling.masking import PersonalData
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Turn
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.moves import Reply
from anbu.domain.dialogue.second_opinion import Opinion
from anbu.domain.dialogue.speak import Office, markup, spoken_text
from anbu.domain.dialogue.understand import Listener
from anbu.domain.ids import AreaCode, AttemptId, NumberKey
from anbu.domain.phones import PhoneNumber
from anbu.ports import Clock, Index, Ledger

_NOWHERE = AreaCode("")
AskModel = Callable[[str, str], Opinion | None]
"""The question and the words, both without personal data → an opinion, or None. Never raises, and never takes longer
than its deadline."""


@dataclass(frozen=True, slots=True)
class Conversing:
    """One conversation's world. Without `ask_model` everything works; the model can only add."""

    ledger: Ledger
    clock: Clock
    interview: Callable[[AreaCode], Interview]
    listener: Listener
    office: Callable[[AreaCode], Office]
    number_key: Callable[[PhoneNumber], NumberKey]
    ask_model: AskModel | None = None
    acknowledge_within: timedelta = timedelta(minutes=5)
    """In which a duty officer answers to an alert, before it climbs the rota."""
    next_open: Callable[[AreaCode, datetime], datetime] = lambda _area, at: at
    """When at or after a moment somebody of this area may be rung."""
    home_area: AreaCode = _NOWHERE
    """In whose name unknown callers are answered."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the line says after a turn. `markup` is the same as SSML, where somebody asked for slower or louder."""

    attempt_id: AttemptId
    turn: int
    text: str
    markup: str | None
    ending: Ending | None


def spoken(turn: Turn) -> Spoken:
    """What a kept turn says, however often it is asked for."""
    return Spoken(turn.attempt_id, turn.n, turn.reply, markup(turn.reply, turn.voice), turn.ending)


def words_for(reply: Reply, dialogue: Dialogue, person: Person | None, world: Conversing) -> str:
    """The reply in the words of the office that speaks, with the person's name where a sentence says it."""
    return spoken_text(
        reply,
        dialogue,
        world.interview(dialogue.area),
        world.office(dialogue.area),
        name_of(person),
        world.clock.now(),
        partial(world.next_open, dialogue.area),
    )


def name_of(person: Person | None) -> str:
    """The name of a case's person; a neutral word for somebody unknown, and once it was erased."""
    return person.name if person is not None else "고객"


def personal_data(person: Person | None) -> PersonalData:
    """What is known of a case's person, so that no word of it leaves for a model."""
    if person is None:
        return PersonalData()
    return PersonalData(
        (person.name,) if person.name else (),
        tuple(phone.number for phone in person.phones),
        (person.address,) if person.address else (),
        (person.birth_date.isoformat(),) if person.birth_date else (),
    )


def turns_of(ledger: Ledger, attempt: AttemptId) -> tuple[Turn, ...]:
    """All turns of a call, in order (a call of twelve minutes has far fewer than a page)."""
    return ledger.query(Turn, Index.OWN, attempt, limit=500).items
