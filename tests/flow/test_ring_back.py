"""Somebody rings back: greeted without disclosure, and on from where the call stopped. The ring-back flow that ships is played."""

# ruff: noqa: E501 - utterances

from dataclasses import replace

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus, Contact, Line, NumberLock
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.dialogue import Alert, Dialogue, Who
from anbu.domain.dialogue.said import Alternative, Said
from anbu.domain.ids import AttemptId, CaseId, PersonKey, attempt_id
from anbu.ports import Create, Index, Replace
from anbu.usecases.conversing import turns_of
from anbu.usecases.greet_ring_back import greet_ring_back
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import take_turn
from infra.contact_flow.flows import ring_back
from local.talk.call import ARNS
from local.talk.line import TalkLine
from local.talk.world import NUMBER, World, world_of
from local.telephone.contact import Contact as Caller
from local.telephone.effects import Heard, HungUp
from local.telephone.flow import read_flow
from local.telephone.flow_player import drive, play_flow


class Script:
    """Says these lines one after the other, then hangs up."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.heard = list(lines), []

    heard: list[str]

    def hears(self, text: str) -> None:
        self.heard.append(text)

    def answers(self) -> Heard:
        if not self.lines:
            raise HungUp
        return Heard.words(self.lines.pop(0))


def waiting(world: World) -> World:
    """The case waits for its call."""
    world.ledger.write(Replace(replace(world.case, state=State.CALL_DUE, attempt=None)))
    return world


def neighbour(world: World, name: str = "박이웃") -> CaseId:
    """A second case that shares the number."""
    second = replace(
        world.case, id=CaseId("csecond"), person_key=PersonKey("second"), state=State.CALL_DUE, attempt=None, version=0
    )
    world.ledger.write(
        Create(second),
        Create(Person(second.id, name)),
        Create(NumberOfCase(world.attempt.number, second.id, second.round_id)),
    )
    return second.id


def ring(world: World, *lines: str, number: str = NUMBER, contact: str = "inbound-1") -> Script:
    script = Script(*lines)
    caller = Caller(contact, "arn:instance", number, "+827000000000", initiation="INBOUND")
    drive(play_flow(read_flow(ring_back(ARNS)), caller, world.clock.now), TalkLine(world, script, lambda _w, _t: None))
    return script


def ring_back_attempt(world: World, case: CaseId | None = None) -> AttemptId:
    return attempt_id(case or world.case.id, AttemptKind.RING_BACK, 1)


def test_a_known_number_is_greeted_without_disclosure_and_interviewed() -> None:
    world = waiting(world_of())
    script = ring(
        world, "네 저예요", "네", "없어요", "없어요", "없어요", "없어요", "없어요", "없어요", "없어요", "없어요"
    )
    assert "본인 맞으세요" in script.heard[0]
    assert not any(word in script.heard[0] for word in ("복지", "상담", "체납"))
    turns = turns_of(world.ledger, ring_back_attempt(world))
    assert turns[-1].ending == "done"


def test_a_ring_back_withdraws_the_call_that_waits() -> None:
    world = waiting(world_of())
    ring(world, "네 저예요")
    case = world.ledger.get(Case, world.case.id)
    attempt = world.ledger.get(Attempt, world.case.id, ring_back_attempt(world))
    assert case is not None
    assert attempt is not None
    assert (case.state, case.attempt) == (State.CALLING, attempt.id)
    contact = world.ledger.get(Contact, "inbound-1")
    assert contact is not None
    assert contact.attempt_id == attempt.id


def test_a_ring_back_withdraws_a_call_that_is_queued_and_frees_its_line_and_number() -> None:
    world = world_of()
    queued = replace(world.attempt, status=AttemptStatus.INTENT, claimed_at=None, contact_id=None, line=3)
    now = world.clock.now()
    world.ledger.write(
        Replace(queued), Create(Line(3, queued.id, now)), Create(NumberLock(queued.number, "call", queued.id, now))
    )
    ring(world, "네 저예요", "네")
    assert world.ledger.get(Attempt, world.case.id, queued.id) is None
    case, line = world.ledger.get(Case, world.case.id), world.ledger.get(Line, 3)
    lock = world.ledger.get(NumberLock, queued.number, "call")
    assert case is not None
    assert line is not None
    assert lock is not None
    assert (case.attempt, line.held_by, lock.held_by) == (ring_back_attempt(world), None, None)


def test_a_ring_back_leaves_a_call_in_the_air_alone() -> None:
    world = world_of()
    ring(world, "네 저예요", "네")
    case = world.ledger.get(Case, world.case.id)
    assert case is not None
    assert case.attempt == world.attempt.id


def test_it_goes_on_where_the_call_stopped() -> None:
    world = world_of()
    open_call(world.contact, world.attempt.id, world.conversing)
    for n, text in enumerate(["네", "네", "빠듯해요", "밀린 건 없어요"], 1):
        take_turn(world.attempt.id, n, Said((Alternative(text),)), world.conversing)
    waiting(world)
    script = ring(world, "네 맞아요", "네", "없어요")
    assert "이어서" in script.heard[1] or "남은" in script.heard[1]
    assert "건강" in script.heard[2]


def test_an_unknown_number_gets_neutral_help_and_is_kept() -> None:
    world = waiting(world_of())
    script = ring(world, "전화가 와 있어서 걸었어요", "없어요", number="+821099990000")
    assert "어떤 일로" in script.heard[0]
    assert "김안부" not in " ".join(script.heard)
    contact = world.ledger.get(Contact, "inbound-1")
    assert contact is not None
    assert contact.attempt_id is not None
    assert len(turns_of(world.ledger, contact.attempt_id)) == 3


def test_danger_from_an_unknown_number_is_alerted() -> None:
    world = waiting(world_of())
    ring(world, "너무 힘들어서 죽고 싶어요", number="+821099990000")
    contact = world.ledger.get(Contact, "inbound-1")
    assert contact is not None
    assert contact.attempt_id is not None
    alerts = world.ledger.query(Alert, Index.OWN, contact.attempt_id.rsplit("-", 2)[0]).items
    assert [alert.kind for alert in alerts] == ["self_harm"]


def test_a_withheld_number_is_an_unknown_one() -> None:
    world = waiting(world_of())
    assert "어떤 일로" in ring(world, "여보세요", number="anonymous").heard[0]


def test_several_people_on_one_number_are_asked_who_is_calling_and_no_name_is_said_first() -> None:
    world = waiting(world_of())
    second = neighbour(world)
    script = ring(world, "박이웃입니다", "네", "없어요")
    assert "성함" in script.heard[0]
    assert "김안부" not in script.heard[0]
    assert "박이웃" not in script.heard[0]
    dialogue = world.ledger.get(Dialogue, second, ring_back_attempt(world, second))
    assert dialogue is not None
    assert dialogue.who is Who.SELF
    assert "인공지능" in script.heard[1]
    first = world.ledger.get(Case, world.case.id)
    assert first is not None
    assert first.state is State.CALL_DUE, "the other person's case is untouched"


def test_a_caller_of_a_shared_number_who_gives_no_known_name_is_not_told_any() -> None:
    world = waiting(world_of())
    neighbour(world)
    script = ring(world, "그냥 전화해 봤어요", "최아무개요", "최아무개라니까요")
    assert not any("김안부" in text or "박이웃" in text for text in script.heard)


def test_a_ring_back_that_connect_asks_for_again_is_one_attempt() -> None:
    world = waiting(world_of())
    first = greet_ring_back("inbound-1", NUMBER, world.conversing)  # type: ignore[arg-type]
    again = greet_ring_back("inbound-1", NUMBER, world.conversing)  # type: ignore[arg-type]
    assert first == again
    assert world.ledger.get(Attempt, world.case.id, attempt_id(world.case.id, AttemptKind.RING_BACK, 2)) is None


def test_a_case_in_peoples_hands_stays_there() -> None:
    world = world_of()
    world.ledger.write(Replace(replace(world.case, state=State.STAFF_CALL, attempt=None)))
    ring(world, "네 저예요", "네")
    case = world.ledger.get(Case, world.case.id)
    assert case is not None
    assert case.state is State.STAFF_CALL
    assert turns_of(world.ledger, ring_back_attempt(world))
