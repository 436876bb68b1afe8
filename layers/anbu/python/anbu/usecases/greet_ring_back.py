"""Somebody rings our number: recognised by it, greeted without disclosure, and on from where the call stopped."""

from dataclasses import replace
from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus, Contact, Line, NumberLock
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.dialogue import identity
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.dialogue import Dialogue, Step, Turn, Understood, Who
from anbu.domain.dialogue.said import Said
from anbu.domain.dialogue.signals import compact
from anbu.domain.ids import AttemptId, CaseId, ContactId, NumberKey, derived_id
from anbu.domain.phones import PhoneNumber
from anbu.ports import Change, Conflict, Create, Delete, Index, Replace
from anbu.usecases.conversing import Conversing, Spoken, spoken, words_for
from anbu.usecases.open_call import Opening, begin, join_contact, new_dialogue
from anbu.usecases.take_step import to_state

_WAITING = frozenset({State.NOTICE_DUE, State.CALL_DUE})
_QUEUED = AttemptStatus.INTENT
_LONGEST = timedelta(minutes=20)
_MOST_CASES = 25


def greet_ring_back(contact_id: ContactId, number: PhoneNumber | None, world: Conversing) -> Opening:
    """Opens the conversation of a contact that came in, once. `number` is None for a withheld one.

    One open case of that number: its person is asked for. Several: who is calling is asked, and no name is said.
    None: neutral help, and what they say goes to people.
    """
    known = world.ledger.get(Contact, contact_id)
    if known is not None and known.attempt_id is not None:
        begun = world.ledger.get(Turn, known.attempt_id, 0)
        if begun is not None:
            return Opening(True, spoken(begun))
    cases = open_cases(world.number_key(number), world) if number else ()
    if len(cases) == 1 and number is not None:
        attempt = _claim(cases[0], contact_id, world.number_key(number), world)
        person = world.ledger.get(Person, cases[0].id)
        dialogue = new_dialogue(contact_id, attempt, cases[0], person, world, ring_back=True)
        return Opening(True, begin(dialogue, person, world, "greeting_back"))
    neutral = _neutral(contact_id, tuple(case.id for case in cases), cases, world)
    join_contact(contact_id, neutral.attempt_id, world.ledger)
    return Opening(True, begin(neutral, None, world, "greeting_back_several" if cases else "greeting_back_unknown"))


def open_cases(number: NumberKey, world: Conversing) -> tuple[Case, ...]:
    """The open cases of a number, of each person only the newest."""
    found: dict[str, Case] = {}
    for entry in world.ledger.query(NumberOfCase, Index.OWN, number, limit=_MOST_CASES).items:
        case = world.ledger.get(Case, entry.case_id)
        if case is None or case.state is State.CLOSED:
            continue
        before = found.get(case.person_key)
        if before is None or before.created_at < case.created_at:
            found[case.person_key] = case
    return tuple(found.values())


def identify_caller(dialogue: Dialogue, said: Said, world: Conversing) -> Spoken | None:
    """A caller of a shared number who tells a name we know goes on as that person; None if this is no such turn.

    We never said the name first, so telling it is as good as a yes.
    """
    if dialogue.step is not Step.WHO_CALLS or said.silent:
        return None
    case = _named(dialogue, said, world)
    if case is None:
        return None
    numbers = [entry.key for entry in case.numbers]
    attempt = _claim(case, None, numbers[0], world, contact=dialogue.contact_id)
    person = world.ledger.get(Person, case.id)
    begun = new_dialogue(dialogue.contact_id, attempt, case, person, world, ring_back=True)
    after, reply = identity.ask_consent(replace(begun, turn=dialogue.turn + 1))
    turn = Turn(
        attempt.id,
        after.turn,
        world.clock.now(),
        words_for(reply, after, person, world),
        topic=reply.topic,
        heard=said.alternatives,
        understood=Understood(Who.SELF),
        covered=after.covered,
    )
    world.ledger.write(
        Create(after), Create(turn), Replace(replace(dialogue, turn=after.turn, became=attempt.id, step=Step.ENDED))
    )
    return spoken(turn)


def _named(dialogue: Dialogue, said: Said, world: Conversing) -> Case | None:
    words = [compact(text) for text in said.plausible]
    named = []
    for case_id in dialogue.candidates:
        person = world.ledger.get(Person, case_id)
        if person is not None and any(compact(person.name) in text for text in words):
            named.append(case_id)
    return world.ledger.get(Case, named[0]) if len(named) == 1 else None


def _claim(
    case: Case, contact_id: ContactId | None, number: NumberKey, world: Conversing, *, contact: ContactId | None = None
) -> Attempt:
    """A ring-back is an attempt of its own. A call that waits in the queue is withdrawn: we are talking already."""
    ledger, now, n = world.ledger, world.clock.now(), 1
    while True:
        attempt = _attempt(case, n, number, contact_id or contact, now)
        changes: list[Change] = [Create(attempt)]
        if contact_id is not None:
            known = ledger.get(Contact, contact_id)
            linked = replace(known or Contact(contact_id), attempt_id=attempt.id)
            changes.append(Replace(linked) if known else Create(linked))
        fresh = ledger.get(Case, case.id)
        withdrawn = _withdrawn(fresh, world) if fresh is not None else None
        if fresh is not None and withdrawn is not None:
            changes += withdrawn
            moved = replace(fresh, attempt=attempt.id)
            event = f"{attempt.id}:rang_back"
            changes += to_state(moved, now, to=State.CALLING, due=now + _LONGEST, rule="rang_back", event=event)
        try:
            ledger.write(*changes)
        except Conflict:
            n += 1
            if n > _MOST_CASES:
                raise
            continue
        return attempt


def _withdrawn(case: Case, world: Conversing) -> list[Change] | None:
    """The changes that take back a call that waits or is queued; None: it is in the air, or people have the case."""
    if case.state in _WAITING:
        return []
    queued = world.ledger.get(Attempt, case.id, case.attempt) if case.attempt else None
    if case.state is not State.CALLING or queued is None or queued.claimed_at or queued.status is not _QUEUED:
        return None
    now, changes = world.clock.now(), list[Change]([Delete(queued)])
    lock = world.ledger.get(NumberLock, queued.number, "call")
    if lock is not None and lock.held_by == queued.id:
        changes.append(Replace(replace(lock, held_by=None, free_at=now)))
    line = world.ledger.get(Line, queued.line) if queued.line is not None else None
    if line is not None and line.held_by == queued.id:
        changes.append(Replace(replace(line, held_by=None, since=now)))
    return changes


def _attempt(case: Case, n: int, number: NumberKey, contact: ContactId | None, now: datetime) -> Attempt:
    return Attempt(
        AttemptId(f"{case.id}-{AttemptKind.RING_BACK}-{n}"),
        case.id,
        AttemptKind.RING_BACK,
        n,
        number,
        now,
        now,
        AttemptStatus.ACTED,
        claimed_at=now,
        contact_id=contact,
        acted_at=now,
    )


def _neutral(
    contact_id: ContactId, candidates: tuple[CaseId, ...], cases: tuple[Case, ...], world: Conversing
) -> Dialogue:
    """A conversation that is nobody's yet."""
    case = CaseId(derived_id("r", contact_id))
    return Dialogue(
        AttemptId(f"{case}-{AttemptKind.RING_BACK}-1"),
        case,
        contact_id,
        cases[0].area if cases else world.home_area,
        world.clock.now(),
        step=Step.WHO_CALLS if candidates else Step.UNKNOWN_CALLER,
        candidates=candidates,
        ring_back=True,
    )
