"""Danger is told to somebody with a name, and to the next one, until it is acknowledged."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.casework.access import Official
from anbu.domain.casework.roles import Role
from anbu.domain.casework.rota import AlertText, Rota, TextState, alert_text
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AreaCode, AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.outreach.texts import SMS_BYTES, byte_length
from anbu.domain.values import replace
from anbu.ports import Create, Index, Replace
from anbu.usecases.casework.climb_rota import climb_rota, send_alert_text, tell_first
from tests.unit.casework.world import GOKSEONG, TOWN, World


@dataclass
class Provider:
    """Texts, written down."""

    sent: list[OutgoingText] = field(default_factory=list)
    answers: bool = True
    fate: TextFate = TextFate.ACCEPTED
    throttled: bool = False

    def send(self, text: OutgoingText) -> TextReport:
        self.sent.append(text)
        if not self.answers:
            raise TextUnanswered
        if self.throttled:
            raise TextThrottled
        return TextReport(self.fate, "m-1")

    def look_up(self, text: OutgoingText, acted_at: Any) -> TextReport | None:
        raise NotImplementedError


def texts(world: World, alert: Alert) -> tuple[AlertText, ...]:
    found: tuple[AlertText, ...] = world.ledger.query(AlertText, Index.OWN, alert.case_id).items
    return found


def above(world: World) -> Any:
    return world.office.tree.parent


def test_an_alert_climbs_until_somebody_takes_it(world: World, alert: Alert) -> None:
    tell_first(world.ledger, world.clock, above(world), alert)
    tell_first(world.ledger, world.clock, above(world), alert)
    for _ in range(3):
        for minutes in (3, 7):
            assert climb_rota(world.ledger, world.clock, above(world)) == 0, "ten minutes each: three, then a call"
            world.clock.at += timedelta(minutes=minutes)
            assert climb_rota(world.ledger, world.clock, above(world)) == 1
    assert [text.official for text in texts(world, alert)] == ["first", "second", "first", "second"]
    taken = world.send("second", f"/v1/cases/{alert.case_id}/alerts/a1/acknowledgement", None)
    assert (taken.status, taken.body["acknowledged_by"]) == (200, "second")
    world.clock.at += timedelta(hours=1)
    assert climb_rota(world.ledger, world.clock, above(world)) == 0
    late = world.send("first", f"/v1/cases/{alert.case_id}/alerts/a1/acknowledgement", None)
    assert late.body["acknowledged_by"] == "second", "who comes later is told who has it"


def test_where_nobody_is_on_duty_each_beat_counts_it_and_it_stays_due(world: World) -> None:
    case, now = world.case("q", danger=True), world.clock.at
    alone = Alert("a2", case.id, AttemptId(f"{case.id}-call-1"), TOWN, DangerKind.NO_FOOD, "t4", now, now)
    world.ledger.write(Create(alone))
    tell_first(world.ledger, world.clock, above(world), alone)
    for _ in range(3):
        world.clock.at += timedelta(minutes=1)
        assert climb_rota(world.ledger, world.clock, above(world)) == 1
    assert world.ledger.get(Alert, case.id, "a2") == alone
    assert texts(world, alone) == ()


def test_alerts_that_nobody_can_be_told_of_hide_no_other(world: World, alert: Alert) -> None:
    nowhere, long_ago = AreaCode("4611000000"), world.clock.at - timedelta(days=1)
    for n in range(250):
        world.ledger.write(Create(replace(alert, id=f"old{n:03}", area=nowhere, due_at=long_ago)))
    world.clock.at += timedelta(minutes=10)
    assert climb_rota(world.ledger, world.clock, above(world)) == 251
    told = world.ledger.get(Alert, alert.case_id, alert.id)
    assert told is not None
    assert told.rung == alert.rung + 1


@pytest.mark.parametrize("place", [TOWN, GOKSEONG])
def test_whoever_is_put_on_a_rota_hears_of_what_is_open_with_the_next_beat(world: World, place: AreaCode) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    world.official("first", (Role.CASEWORKER, place))
    named = world.ledger.get(Official, "first")
    assert named is not None
    world.ledger.write(Replace(replace(named, phone="+821000000001")))
    case, now = world.case("q", danger=True), world.clock.at
    alone = Alert("a2", case.id, AttemptId(f"{case.id}-call-1"), TOWN, DangerKind.NO_FOOD, "t4", now, now)
    world.ledger.write(Create(alone))
    tell_first(world.ledger, world.clock, above(world), alone)
    headers = {"Idempotency-Key": "set-the-rota", "If-Match": '"0"'}
    put = world.call(boss, "PUT", f"/v1/areas/{place}/rota", {"officers": ["first"], "minutes": 10}, headers=headers)
    assert put.status == 200, put.text
    world.clock.at += timedelta(minutes=1)
    assert climb_rota(world.ledger, world.clock, above(world)) == 1


def test_it_stands_on_top_of_the_work_until_then(world: World, alert: Alert) -> None:
    assert [row["id"] for row in world.call("first", "GET", "/v1/alerts").body["items"]] == ["a1"]
    assert [row["id"] for row in world.call("first", "GET", "/v1/work").body["alerts"]] == ["a1"]
    world.send("first", f"/v1/cases/{alert.case_id}/alerts/a1/acknowledgement", None)
    assert world.call("first", "GET", "/v1/alerts").body["items"] == []


@pytest.mark.parametrize("answers", [True, False])
def test_each_turn_is_texted_once_whatever_the_provider_answers(world: World, alert: Alert, answers: bool) -> None:
    tell_first(world.ledger, world.clock, above(world), alert)
    provider = Provider(answers=answers)
    (text,) = texts(world, alert)
    for _ in range(3):
        send_alert_text(world.ledger, world.clock, above(world), provider, text)
    assert len(provider.sent) == 1
    assert texts(world, alert)[0].state is (TextState.SENT if answers else TextState.UNKNOWN)


def test_who_is_away_is_stood_in_for(world: World, alert: Alert) -> None:
    first = world.ledger.get(Official, "first")
    away = replace(first, deputy="second", away_from=world.clock.at.date(), away_until=world.clock.at.date())
    world.ledger.write(Replace(away))
    tell_first(world.ledger, world.clock, above(world), alert)
    provider = Provider()
    send_alert_text(world.ledger, world.clock, above(world), provider, texts(world, alert)[0])
    assert provider.sent[0].to == "+821000000001"


def test_the_text_says_nothing_of_anybody(world: World) -> None:
    text = alert_text()
    assert byte_length(text.body) <= SMS_BYTES
    assert not any(character.isdigit() for character in text.body)


def test_a_deputy_has_the_work_of_who_is_away(world: World) -> None:
    world.official("me", (Role.CASEWORKER, TOWN))
    world.official("deputy", (Role.CASEWORKER, TOWN))
    case = world.case("p")
    headers = {"Idempotency-Key": "assign-to-me", "If-Match": '"0"'}
    world.call("me", "PUT", f"/v1/cases/{case.id}/assignee", {"official": "me"}, headers=headers)
    assert world.call("deputy", "GET", "/v1/work/mine").body["items"] == []
    absence = {"away_from": "2026-11-23", "away_until": "2026-11-24", "deputy": "deputy"}
    away = world.call("me", "PUT", "/v1/me/absence", absence, headers={"Idempotency-Key": "away-two-days"})
    assert away.status == 200, away.text
    assert [row["id"] for row in world.call("deputy", "GET", "/v1/work/mine").body["items"]] == [case.id]
    world.clock.at += timedelta(days=2)
    assert world.call("deputy", "GET", "/v1/work/mine").body["items"] == []


@pytest.mark.parametrize(
    ("provider", "at_once"),
    [
        (Provider(), False),
        (Provider(answers=False), False),  # nobody knows: it may have gone out
        (Provider(fate=TextFate.FAILED), True),
        (Provider(throttled=True), True),
    ],
)
def test_after_a_text_that_did_not_go_out_the_next_beat_climbs(
    world: World, alert: Alert, provider: Provider, at_once: bool
) -> None:
    tell_first(world.ledger, world.clock, above(world), alert)
    send_alert_text(world.ledger, world.clock, above(world), provider, texts(world, alert)[0])
    assert climb_rota(world.ledger, world.clock, above(world)) == int(at_once)
    assert (texts(world, alert)[0].state is TextState.NOT_SENT) is at_once


def test_whose_officer_has_no_number_is_not_waited_for(world: World, alert: Alert) -> None:
    first = world.ledger.get(Official, "first")
    assert first is not None
    world.ledger.write(Replace(replace(first, phone=None)))
    tell_first(world.ledger, world.clock, above(world), alert)
    send_alert_text(world.ledger, world.clock, above(world), Provider(), texts(world, alert)[0])
    assert climb_rota(world.ledger, world.clock, above(world)) == 1


def test_a_late_failure_of_an_old_text_hurries_nobody(world: World, alert: Alert) -> None:
    tell_first(world.ledger, world.clock, above(world), alert)
    world.clock.at += timedelta(minutes=3)
    assert climb_rota(world.ledger, world.clock, above(world)) == 1
    send_alert_text(world.ledger, world.clock, above(world), Provider(fate=TextFate.FAILED), texts(world, alert)[0])
    assert climb_rota(world.ledger, world.clock, above(world)) == 0


def test_a_beat_reads_each_rota_once_however_many_alerts_it_climbs(world: World, alert: Alert) -> None:
    """Given alerts of two towns without a rota of their own, then that of the district above is read once."""
    for n, town in enumerate((TOWN, "4672031000")):
        world.ledger.write(Create(replace(alert, id=f"another-{n}", area=town, version=0)))
    world.clock.at += timedelta(hours=1)
    looked = Counter[Any]()
    get = world.ledger.get

    def counted(kind: type[Any], *key: str | int) -> Any:
        looked[key if kind is Rota else None] += 1
        return get(kind, *key)

    world.ledger.get = counted
    assert climb_rota(world.ledger, world.clock, above(world)) == 3
    del looked[None]
    assert looked
    assert set(looked.values()) == {1}
