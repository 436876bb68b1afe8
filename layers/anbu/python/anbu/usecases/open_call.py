"""Somebody or something has answered our call: links the contact, decides whether to talk, greets."""

from dataclasses import dataclass, replace

from anbu.domain.cases.attempt import Attempt, AttemptStatus, Contact
from anbu.domain.cases.case import Case, Person, phone_behind
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue, Ending, Turn, Who
from anbu.domain.dialogue.moves import Reply
from anbu.domain.ids import AttemptId, ContactId, NumberKey, case_of
from anbu.domain.phones import NumberSource
from anbu.ports import Conflict, Create, Index, Ledger, Replace
from anbu.usecases.conversing import Conversing, Spoken, spoken, words_for
from anbu.usecases.read_together import read_together, wanted

_ANNOUNCED = frozenset({NoticeResult.SENT, NoticeResult.DELIVERED, NoticeResult.UNKNOWN})
"""Notices that came, or may have come; after any other the call says that there was none."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the flow goes on to talk, and its first sentence."""

    proceed: bool
    first: Spoken | None = None


def open_call(contact_id: ContactId, attempt_id: AttemptId, world: Conversing) -> Opening:
    """Opens the conversation of an attempt, once: asked again (Connect retries), it says the same.

    Nobody is talked to for an attempt that is not ours, is over, or that its case has gone on from.
    """
    case_id = case_of(attempt_id)
    attempt, case, person, begun = read_together(
        world.ledger,
        wanted(Attempt, case_id, attempt_id),
        wanted(Case, case_id),
        wanted(Person, case_id),
        wanted(Turn, attempt_id, 0),
    )
    if attempt is None or case is None or attempt.status is AttemptStatus.ENDED or case.attempt != attempt_id:
        return Opening(proceed=False)
    join_contact(contact_id, attempt_id, world.ledger)
    if begun is not None:
        return Opening(True, spoken(begun))
    greeting = "greeting" if case.notice in _ANNOUNCED else "greeting_unannounced"
    return Opening(True, begin(new_dialogue(contact_id, attempt, case, person, world), person, world, greeting))


def begin(dialogue: Dialogue, person: Person | None, world: Conversing, greeting: str) -> Spoken:
    """Writes the dialogue and its greeting; whoever was faster, one greeting stands."""
    reply = Reply((greeting,), topic="identity")
    turn = Turn(
        dialogue.attempt_id,
        0,
        world.clock.now(),
        words_for(reply, dialogue, person, world),
        topic=reply.topic,
        covered=dialogue.covered,
    )
    try:
        world.ledger.write(Create(dialogue), Create(turn))
    except Conflict:
        stored = world.ledger.get(Turn, dialogue.attempt_id, 0)
        return spoken(stored or turn)
    return spoken(turn)


def new_dialogue(
    contact_id: ContactId,
    attempt: Attempt,
    case: Case,
    person: Person | None,
    world: Conversing,
    *,
    ring_back: bool = False,
) -> Dialogue:
    """Where the conversation begins: at the first question, or where an earlier call was cut short."""
    covered = covered_before(case, world.ledger)
    plan = world.interview(case.area).plan(case.indicators, covered)
    return Dialogue(
        attempt.id,
        case.id,
        contact_id,
        case.area,
        world.clock.now(),
        number_source=_source(case, attempt.number, person),
        plan=plan,
        covered=covered,
        resumed=bool(covered),
        ring_back=ring_back,
    )


def covered_before(case: Case, ledger: Ledger) -> tuple[Topic, ...]:
    """Topics that the person themself went through on earlier calls that were not finished."""
    earlier = [d for d in ledger.query(Dialogue, Index.OWN, case.id).items if d.who is Who.SELF]
    if any(d.ending is Ending.DONE for d in earlier):
        return ()
    found = {topic for dialogue in earlier for topic in dialogue.covered}
    return tuple(topic for topic in Topic if topic in found)


def join_contact(contact_id: ContactId, attempt_id: AttemptId, ledger: Ledger) -> None:
    """Notes whose contact this is, if nobody has yet. A parked end is taken up by the dialler or the look-up."""
    known = ledger.get(Contact, contact_id)
    try:
        if known is None:
            ledger.write(Create(Contact(contact_id, attempt_id)))
        elif known.attempt_id is None:
            ledger.write(Replace(replace(known, attempt_id=attempt_id)))
    except Conflict:
        join_contact(contact_id, attempt_id, ledger)


def _source(case: Case, number: NumberKey, person: Person | None) -> NumberSource:
    """Where the number came from: whoever was found through KAIT must be told so."""
    phone = phone_behind(number, case, person)
    return phone.source if phone is not None else NumberSource.REGISTERED
