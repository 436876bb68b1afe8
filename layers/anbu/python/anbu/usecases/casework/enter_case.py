"""A caseworker enters somebody they know of, and sends people up the ladder that came by another door than a list."""

from dataclasses import dataclass, replace
from datetime import date

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.phones import Phone
from anbu.ports import Conflict
from anbu.usecases.casework.act_on_case import Writing
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.new_case import Door, new_case, round_of_door, unlisted
from anbu.usecases.casework.refusals import Busy, NotNow, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_area, reachable_case
from anbu.usecases.take_step import to_next_step

_OTHER_DOORS = {"report", "postal", "entry"}


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is entered, and why."""

    area: AreaCode
    name: str
    why: str
    birth_date: date | None = None
    address: str = ""
    phones: tuple[Phone, ...] = ()


def enter_case(desk: Desk, caller: Caller, who: Entered, once: Once) -> Case:
    """A case at `review` for somebody who stands in no list. Entered twice within a year, it is one case.

    Raises:
        NotThere: the area is none of the caller's.
        NotNow: this person has been entered this year.
    """
    reachable_area(desk, caller, who.area, Permit.WORK)
    done = already_done(desk, caller, once)
    if done is not None:
        return _stored(desk, CaseId(done))
    round_id = round_of_door("entries", desk.clock.now().year)
    door = Door("entry", "entered_by_caseworker", round_id, by=caller.id)
    row = unlisted(who.name, who.address, who.birth_date, who.phones)
    case, changes = new_case(desk, who.area, row, door, once.key)
    before = desk.ledger.get(Case, case.id)
    if before is not None:
        raise NotNow("entered_before", "올해 이미 등록된 사람입니다. 사례 목록에서 찾아 주세요.")
    try:
        keep(desk, caller, Act.ENTER, case.id, *changes, why=who.why, once=once, result=case.id)
    except Conflict:
        raise Busy from None
    return case


def send_up(desk: Desk, writing: Writing) -> Case:
    """Puts a case that came by another door onto the ladder: text first, then the AI's call.

    Raises:
        NotNow: it came in a list, or is not at review; or it has no number that can be rung.
    """
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    if already_done(desk, writing.caller, writing.once):
        return case
    if writing.read is not None and case.version != writing.read:
        raise SomeoneWasFaster
    if case.origin not in _OTHER_DOORS or case.state is not State.REVIEW or case.tries:
        only = "신고·우편·직접 등록으로 들어와 검토 중인 사례만 AI 전화로 보낼 수 있습니다."
        raise NotNow("not_from_a_door", f"{only} {why_not_now(case.state, desk.words)}")
    if not any(number.kind.can_be_rung for number in case.numbers):
        raise NotNow("no_number", "걸 수 있는 전화번호가 없습니다. 직접 찾아가거나 연락처를 확인해 주세요.")
    now = desk.clock.now()
    moved, story = to_next_step(case, desk.ladder(case.area), now, "sent_up_by_person")
    told = replace(story.entity, rule="sent_up_the_ladder", by=writing.caller.id)
    try:
        keep(
            desk,
            writing.caller,
            writing.act,
            case.id,
            moved,
            replace(story, entity=told),
            once=writing.once,
            result="1",
        )
    except Conflict:
        raise SomeoneWasFaster from None
    sent: Case = moved.entity
    return sent


def _stored(desk: Desk, case_id: CaseId) -> Case:
    case = desk.ledger.get(Case, case_id)
    if case is None:
        raise SomeoneWasFaster
    return case
