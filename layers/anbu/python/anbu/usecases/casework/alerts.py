"""Danger that was heard: who must see it, and the named person who acknowledges it."""

from anbu.domain.casework.access import Caller, Official, outwards
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.rota import Rota
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.casework.climb_rota import next_turn
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.refusals import Incomplete, NotAllowed, NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.waiting import Waiting, in_parts
from anbu.usecases.casework.who_asks import reachable_area, reachable_case, who_asks


def open_alerts(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None = None
) -> tuple[tuple[Alert, ...], Place | None]:
    """Alerts of an area that nobody has acknowledged, the oldest first in each of its parts."""
    return in_parts(desk, caller, area, limit, at, Waiting(Alert, "ALERTS", Permit.SEE_PEOPLE))


def alerts_of(desk: Desk, case_id: CaseId) -> tuple[Alert, ...]:
    """Every alert of a case."""
    return desk.ledger.query(Alert, Index.OWN, case_id).items


def acknowledge(desk: Desk, caller: Caller, case_id: CaseId, alert_id: str, once: Once) -> Alert:
    """A named person takes an alert on. The first one does; who comes later is told who it was.

    Raises:
        NotAllowed: the caller has no name here.
        NotThere: no such case or alert, or a foreign one.
    """
    case = reachable_case(desk, caller, case_id, Permit.WORK)
    if not caller.name:
        raise NotAllowed
    for _ in range(3):
        alert = desk.ledger.get(Alert, case.id, alert_id)
        if alert is None:
            raise NotThere
        if already_done(desk, caller, once) or alert.state == "acknowledged":
            return alert
        taken = replace(alert, state="acknowledged", acknowledged_by=caller.id, acknowledged_at=desk.clock.now())
        try:
            keep(desk, caller, Act.ALERT, case.id, Replace(taken), detail=(alert_id,), once=once, result=alert_id)
        except Conflict:
            continue
        return taken
    raise SomeoneWasFaster


def escalate(desk: Desk, caller: Caller, case_id: CaseId, alert_id: str, why: str, once: Once) -> Alert:
    """Somebody cannot take an alert on, and does not wait for the minutes to pass: the next turn comes now.

    Raises:
        NotThere: no such case or alert, or a foreign one.
        NotNow: it has been acknowledged.
    """
    case = reachable_case(desk, caller, case_id, Permit.WORK)
    for _ in range(3):
        alert = desk.ledger.get(Alert, case.id, alert_id)
        if alert is None:
            raise NotThere
        if already_done(desk, caller, once):
            return alert
        if alert.state != "open":
            raise NotNow("acknowledged_before", "이미 담당자가 응답한 알림입니다. 목록을 새로 고쳐 주세요.")
        climbed, *turn = next_turn(desk.ledger, desk.clock, desk.areas.parent, alert)
        try:
            keep(
                desk,
                caller,
                Act.ALERT,
                case.id,
                climbed,
                *turn,
                why=why,
                detail=(alert_id, "escalated"),
                once=once,
                result="1",
            )
        except Conflict:
            continue
        told: Alert = climbed.entity
        return told
    raise SomeoneWasFaster


_WHO_CAN = "이 지역 일을 맡은 사람만 넣을 수 있고, 당직 번호가 없으면 담당자 등록에서 먼저 적어 주세요."


def rota_of(desk: Desk, caller: Caller, area: AreaCode) -> Rota:
    """The rota of exactly this area; empty where none is set."""
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    return desk.ledger.get(Rota, area) or Rota(area, ())


def set_rota(
    desk: Desk, caller: Caller, area: AreaCode, officers: tuple[str, ...], minutes: int, read: int, once: Once
) -> Rota:
    """Sets who is told of danger, in which order.

    Raises:
        Incomplete: somebody on it may not work there, or has no duty number.
        SomeoneWasFaster: the rota is not as it was read.
    """
    reachable_area(desk, caller, area, Permit.GRANT)
    before = desk.ledger.get(Rota, area)
    if already_done(desk, caller, once):
        return before or Rota(area, ())
    if (before.version if before else 0) != read:
        raise SomeoneWasFaster
    for place, officer in enumerate(officers, start=1):
        named = desk.ledger.get(Official, officer)
        if (
            named is None
            or named.seen_from(outwards(desk.areas.parent, area)).phone is None
            or not who_asks(desk, officer).may(Permit.WORK, area, desk.areas)
        ):
            raise Incomplete("cannot_be_on_rota", f"{place}번째 담당자를 넣을 수 없습니다. {_WHO_CAN}")
    rota = Rota(area, officers, minutes, read)
    change: Change = Replace(rota) if before else Create(replace(rota, version=1))
    try:
        keep(desk, caller, Act.ALERT, area, change, detail=officers, once=once, result="1")
    except Conflict:
        raise SomeoneWasFaster from None
    return replace(rota, version=read + 1)
