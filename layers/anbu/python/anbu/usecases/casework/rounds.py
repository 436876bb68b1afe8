"""Rounds: opened with the day by which they are decided, paused, resumed, stopped; their uploads and figures."""

from datetime import date
from enum import StrEnum

from anbu.domain.cases.round import ListKind, Round, RoundState
from anbu.domain.casework.access import Caller, outwards
from anbu.domain.casework.audit import Act
from anbu.domain.casework.figures import RoundFigures
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.lists.upload import Upload
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Index, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.refusals import Incomplete, NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.waiting import read_on
from anbu.usecases.casework.who_asks import reachable_area


class Order(StrEnum):
    """What a manager may tell a round to do."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


_FROM = {
    Order.PAUSE: {RoundState.OPEN},
    Order.RESUME: {RoundState.PAUSED},
    Order.STOP: {RoundState.OPEN, RoundState.PAUSED},
}
_TO = {Order.PAUSE: RoundState.PAUSED, Order.RESUME: RoundState.OPEN, Order.STOP: RoundState.STOPPED}


_STANDS = {
    RoundState.OPEN: "진행 중",
    RoundState.PAUSED: "멈춤",
    RoundState.STOPPED: "중단",
    RoundState.SEALED: "마감",
}
_CAN = {
    Order.PAUSE: "진행 중인 차수만 멈출 수 있습니다.",
    Order.RESUME: "멈춘 차수만 다시 시작할 수 있습니다. 중단하거나 마감한 차수는 새 차수를 열어 주세요.",
    Order.STOP: "진행 중이거나 멈춘 차수만 중단할 수 있습니다.",
}


def rounds_of(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None
) -> tuple[tuple[Round, ...], Place | None]:
    """Rounds that hold people of this area: of its own lists, then of those of the areas that it lies in.

    The latest name first in each.
    """
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    ways = [(Index.OWN, str(lists_of)) for lists_of in outwards(desk.areas.parent, area)]
    found, after = read_on(desk, Round, ways, limit, at, newest_first=True)
    return tuple(found), after


def round_here(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, permit: Permit) -> Round:
    """The round of that name that holds people of this area: its own, or of the nearest area that it lies in.

    A 읍면동 sees when the round of its 시군구 must be decided; what else it is shown of it is its own share.

    Raises:
        NotThere: no such round, or the area is none of the caller's.
    """
    reachable_area(desk, caller, area, permit)
    rounds = (desk.ledger.get(Round, lists_of, round_id) for lists_of in outwards(desk.areas.parent, area))
    found = next((one for one in rounds if one is not None), None)
    if found is None:
        raise NotThere
    return found


def one_round(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, permit: Permit) -> Round:
    """One round.

    Raises:
        NotThere: no such round, or a foreign one.
    """
    reachable_area(desk, caller, area, permit)
    found = desk.ledger.get(Round, area, round_id)
    if found is None:
        raise NotThere
    return found


def open_round(
    desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, decide_by: date, kind: ListKind, once: Once
) -> Round:
    """Opens a round, before its list comes.

    Raises:
        Incomplete: the day is past.
        NotNow: there is a round of that name.
    """
    reachable_area(desk, caller, area, Permit.MANAGE_ROUNDS)
    before = desk.ledger.get(Round, area, round_id)
    if already_done(desk, caller, once) and before is not None:
        return before
    if before is not None:
        raise NotNow(
            "round_exists", "같은 이름의 차수가 이미 있습니다. 다른 이름을 쓰거나 그 차수에 명단을 올려 주세요."
        )
    now = desk.clock.now()
    if decide_by <= now.date():
        raise Incomplete("decide_by_past", "처리 기한은 내일 이후여야 합니다. 날짜를 다시 골라 주세요.")
    opened = Round(area, round_id, decide_by, now, kind=kind)
    try:
        keep(
            desk,
            caller,
            Act.ROUND,
            _name(opened),
            Create(opened),
            why="open",
            detail=(kind,),
            once=once,
            result=round_id,
        )
    except Conflict:
        raise SomeoneWasFaster from None
    return opened


def order_round(
    desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, order: Order, why: str, read: int, once: Once
) -> Round:
    """Pauses, resumes or stops what the machine does for a round; people go on in any case.

    Raises:
        NotNow: the round is not in a state for this.
        SomeoneWasFaster: it is not as it was read.
    """
    found = one_round(desk, caller, area, round_id, Permit.MANAGE_ROUNDS)
    if already_done(desk, caller, once):
        return found
    if found.version != read:
        raise SomeoneWasFaster
    if found.state not in _FROM[order]:
        raise NotNow("round_not_so", f"이 차수는 지금 ‘{_STANDS[found.state]}’ 상태입니다. {_CAN[order]}")
    ordered = replace(found, state=_TO[order])
    try:
        keep(desk, caller, Act.ROUND, _name(found), Replace(ordered), why=why, detail=(order,), once=once, result=order)
    except Conflict:
        raise SomeoneWasFaster from None
    return replace(ordered, version=found.version + 1)


def figures(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId) -> RoundFigures:
    """The round of exactly this area, as last counted.

    Raises:
        NotNow: it has not been counted yet.
    """
    return _counted(desk, one_round(desk, caller, area, round_id, Permit.SEE_FIGURES))


def share_of_figures(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId) -> RoundFigures:
    """This area's share of the round as last counted: its own towns, and no mean over those of others.

    Raises:
        NotNow: it has not been counted yet.
    """
    counted = _counted(desk, round_here(desk, caller, area, round_id, Permit.SEE_FIGURES))
    if counted.area == area:
        return replace(counted, towns=_theirs(desk, caller, counted))
    within = {town: row for town, row in counted.towns.items() if desk.areas.is_within(AreaCode(town), area)}
    return replace(counted, towns=within, hours={})


def _theirs(desk: Desk, caller: Caller, counted: RoundFigures) -> dict[str, dict[str, int]]:
    """A list may hold people who live elsewhere: they are the business of where they live."""
    towns = counted.towns.items()
    return {town: row for town, row in towns if caller.may(Permit.SEE_FIGURES, AreaCode(town), desk.areas)}


def _counted(desk: Desk, found: Round) -> RoundFigures:
    counted = desk.ledger.get(RoundFigures, found.area, found.id)
    if counted is None:
        raise NotNow(
            "not_counted", "아직 집계되지 않았습니다. 명단을 올리셨다면 5분 안에 집계되니 그 뒤에 다시 확인해 주세요."
        )
    return counted


def certificate_of(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId) -> RoundFigures:
    """The certificate as last made.

    Raises:
        NotNow: none has been made yet.
    """
    counted = figures(desk, caller, area, round_id)
    if counted.certified_at is None:
        raise NotNow("not_certified", "확인서가 아직 만들어지지 않았습니다. 한 시간쯤 뒤에 다시 확인해 주세요.")
    return counted


def uploads_of(desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, limit: int) -> tuple[Upload, ...]:
    """The uploads of a round; a failed one says why in one sentence."""
    one_round(desk, caller, area, round_id, Permit.MANAGE_ROUNDS)
    return desk.ledger.query(Upload, Index.OWN, f"{area}#{round_id}", limit=limit).items


def _name(found: Round) -> str:
    return f"{found.area}/{found.id}"
