"""Alerts that nobody has acknowledged climb the rota: a text, a call, the next officer, and round again."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache, partial

from anbu.domain.cases.due import moment
from anbu.domain.casework.access import AreaAbove, Official, outwards
from anbu.domain.casework.roles import PERMITS, Permit
from anbu.domain.casework.rota import (
    AlertCall,
    AlertText,
    Rota,
    TextState,
    alert_text,
    duty_call_id,
    is_call,
    on_duty,
)
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AreaCode, AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextThrottled, TextUnanswered
from anbu.domain.phones import PhoneNumber
from anbu.domain.values import replace
from anbu.ports import Clock, Conflict, Create, Index, Ledger, Replace, TextSender
from anbu.usecases.casework.who_asks import grants_of


def tell_first(ledger: Ledger, clock: Clock, above: AreaAbove, alert: Alert) -> None:
    """A new alert: the first officer's turn. Told twice, it is one turn. With nobody on duty it is due in minutes."""
    rota = _rota(partial(ledger.get, Rota), above, alert.area)
    if rota.officers:
        _climb(ledger, clock, rota, alert, 0)


def climb_rota(ledger: Ledger, clock: Clock, above: AreaAbove) -> int:
    """The next turn for every alert that is overdue. Returns for how many nobody had answered in time.

    Runs with each beat of the planner: a lost event, text or run makes an alert overdue, never silent. Where nobody is
    on duty it stays due: each beat counts it, and a rota is acted on with the next one.
    """
    rota_here = cache(partial(_rota, cache(partial(ledger.get, Rota)), above))  # of one beat's areas, each read once
    return sum(_next_rung(ledger, clock, rota_here(alert.area), alert) for alert in _overdue(ledger, clock.now()))


def _overdue(ledger: Ledger, now: datetime) -> Iterator[Alert]:
    """All of them: those that nobody can be told of hide nobody else's."""
    cursor = None
    while True:
        page = ledger.query(Alert, Index.DUE, "alert#open", high=moment(now) + "~", limit=100, cursor=cursor)
        yield from page.items
        if page.cursor is None:
            return
        cursor = page.cursor


def _next_rung(ledger: Ledger, clock: Clock, rota: Rota, alert: Alert) -> bool:
    return not rota.officers or _climb(ledger, clock, rota, alert, alert.rung + 1)


def send_alert_text(ledger: Ledger, clock: Clock, above: AreaAbove, sender: TextSender, text: AlertText) -> None:
    """Texts the officer of one turn, once. In doubt it is not sent again: the next turn comes in minutes; after a text
    that certainly did not go out, with the next beat."""
    stored = ledger.get(AlertText, text.case_id, text.alert_id, text.rung)
    if stored is None or stored.state is not TextState.INTENT:
        return
    alert = ledger.get(Alert, text.case_id, text.alert_id)
    needed = alert is not None and alert.state == "open"
    phone = phone_of(who_is_on_duty(ledger, clock, above, alert.area, stored.official)) if alert and needed else None
    try:
        ledger.write(Replace(replace(stored, state=TextState.UNKNOWN if phone else TextState.NOT_SENT)))
    except Conflict:
        return  # another run has it
    if phone is None:
        _hurry(ledger, clock, stored)
        return
    taken = replace(stored, state=TextState.UNKNOWN, version=stored.version + 1)
    try:
        report = sender.send(OutgoingText(AttemptId(stored.id), phone, alert_text()))
    except TextUnanswered:
        return
    except TextThrottled:
        ledger.write(Replace(replace(taken, state=TextState.NOT_SENT)))
        _hurry(ledger, clock, stored)
        return
    failed = report.fate is TextFate.FAILED
    state = TextState.NOT_SENT if failed else TextState.SENT
    ledger.write(Replace(replace(taken, state=state, provider_id=report.provider_id)))
    if failed:
        _hurry(ledger, clock, stored)


def _hurry(ledger: Ledger, clock: Clock, text: AlertText) -> None:
    """The alert is due at once, if it still stands on the rung of this text."""
    alert = ledger.get(Alert, text.case_id, text.alert_id)
    if alert is not None and alert.state == "open" and alert.rung == text.rung:
        with suppress(Conflict):  # acknowledged meanwhile, or it has climbed
            ledger.write(Replace(replace(alert, due_at=clock.now())))


def next_turn(ledger: Ledger, clock: Clock, above: AreaAbove, alert: Alert) -> tuple[Replace, *tuple[Create, ...]]:
    """What gives the next one on the rota their turn now."""
    return _turn(clock, _rota(partial(ledger.get, Rota), above, alert.area), alert, alert.rung + 1)


def _climb(ledger: Ledger, clock: Clock, rota: Rota, alert: Alert, rung: int) -> bool:
    try:
        ledger.write(*_turn(clock, rota, alert, rung))
    except Conflict:
        return False  # acknowledged, or another run has climbed
    return True


def _turn(clock: Clock, rota: Rota, alert: Alert, rung: int) -> tuple[Replace, *tuple[Create, ...]]:
    """The alert on its next rung, and the act towards whoever stands there; with an empty rota it climbs alone."""
    now = clock.now()
    climbed = Replace(replace(alert, rung=rung, due_at=now + rota.time_for(rung)))
    turn = (alert.case_id, alert.id, rung, rota.officer(rung), now)
    if turn[3] is None:
        return (climbed,)
    act = AlertCall(duty_call_id(*turn[:3]), *turn) if is_call(rung) else AlertText(*turn)
    return climbed, Create(act)


def _rota(rota_here: Callable[[AreaCode], Rota | None], above: AreaAbove, area: AreaCode) -> Rota:
    """The rota of the area, or of the nearest area around it that has one."""
    found = (rota_here(here) for here in outwards(above, area))
    return next((rota for rota in found if rota is not None), Rota(area, ()))


def who_is_on_duty(
    ledger: Ledger, clock: Clock, above: AreaAbove, area: AreaCode, official: str | None
) -> Official | None:
    """The officer of a turn, or while they are away their deputy; with the duty number that this area has of them."""
    named = ledger.get(Official, official) if official else None
    if named is None:
        return None
    now, here = clock.now(), tuple(outwards(above, area))
    stands_in = named.deputy is not None and _may_work(ledger, now, named.deputy, here)
    deputy = ledger.get(Official, named.deputy) if named.deputy and stands_in else None
    return on_duty(named, deputy, now.date()).seen_from(here)


def _may_work(ledger: Ledger, now: datetime, official: str, here: Collection[AreaCode]) -> bool:
    """Whether somebody could do anything about an alert of this place: not every deputy works in all of them."""
    return any(Permit.WORK in PERMITS[one.role] and one.area in here for one in grants_of(ledger, official, now))


def phone_of(official: Official | None) -> PhoneNumber | None:
    """The duty number that somebody has registered."""
    return PhoneNumber(official.phone) if official is not None and official.phone else None
