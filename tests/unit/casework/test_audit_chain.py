"""Every view of a person is in the log before it is shown, and the log shows every change made to it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.cases.round import Round
from anbu.domain.casework.audit import Act, AuditEntry, AuditHead, chained, first_broken
from anbu.domain.casework.roles import Role
from anbu.ports import Create, Delete, Index
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World


def chain(length: int) -> tuple[list[AuditEntry], AuditHead]:
    head, entries = AuditHead("me"), []
    for number in range(length):
        entry = chained(head, NOW, Act.VIEW, f"c{number}", "casework", ("x",))
        head = AuditHead("me", entry.seq, entry.hash)
        entries.append(entry)
    return entries, head


@given(st.integers(0, 8))
def test_a_whole_chain_is_whole(length: int) -> None:
    entries, head = chain(length)
    assert first_broken(entries, head) is None


@given(st.integers(2, 8), st.data())
def test_whatever_is_done_to_a_chain_is_found(length: int, data: st.DataObject) -> None:
    entries, head = chain(length)
    at = data.draw(st.integers(0, length - 1))
    how = data.draw(st.sampled_from(["change", "remove", "swap", "put in"]))
    if how == "change":
        entries[at] = replace(entries[at], subject="someone else")
    elif how == "remove":
        del entries[at]
    elif how == "swap":
        entries[at - 1], entries[at] = entries[at], entries[at - 1]
    else:
        entries.insert(at, entries[at])
    assert first_broken(entries, head) is not None


@pytest.mark.parametrize("what", ["", "/brief", "/form"])
def test_every_view_is_logged_with_who_what_when_and_why(world: World, what: str) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    case = world.case("p")
    assert world.call(worker, "GET", f"/v1/cases/{case.id}{what}").status == 200
    (entry,) = world.ledger.query(AuditEntry, Index.OWN, worker).items
    assert (entry.chain, entry.subject, entry.at, entry.act) == (worker, case.id, world.clock.at, Act.VIEW)
    assert entry.why


def test_nothing_is_shown_that_could_not_be_logged(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    case = world.case("p")

    def lost(*_: object) -> None:
        raise ConnectionError

    world.ledger.write = lost
    with pytest.raises(ConnectionError):
        world.call(worker, "GET", f"/v1/cases/{case.id}")


def test_the_log_names_nobody(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    world.case("p")
    world.call(worker, "GET", "/v1/work")
    assert "김" not in str(world.ledger.query(AuditEntry, Index.OWN, worker).items)


def test_auditors_see_the_log_and_no_person(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    auditor = world.official("auditor", (Role.AUDITOR, GOKSEONG))
    case = world.case("p")
    world.call(worker, "GET", f"/v1/cases/{case.id}", query={"for": "rights"})
    found = world.call(auditor, "GET", f"/v1/cases/{case.id}/audit").body
    assert (worker, "rights") in [(line["by"], line["why"]) for line in found["items"]]
    chain = world.call(auditor, "GET", f"/v1/officials/{worker}/audit").body
    assert chain["broken"] == []
    assert world.call(auditor, "GET", f"/v1/cases/{case.id}").status == 403
    assert world.call(auditor, "GET", "/v1/work").status == 403


def test_a_line_that_was_changed_is_shown_as_broken(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    auditor = world.official("auditor", (Role.AUDITOR, GOKSEONG))
    case = world.case("p")
    for _ in range(3):
        world.call(worker, "GET", f"/v1/cases/{case.id}")
    key = (AuditEntry, worker, 2)
    world.ledger._entities[key] = replace(world.ledger._entities[key], subject="c" + "a" * 20)
    assert world.call(auditor, "GET", f"/v1/officials/{worker}/audit").body["broken"] == [2]


def test_an_auditor_of_another_area_learns_nothing(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    auditor = world.official("auditor", (Role.AUDITOR, "4682000000"))
    case = world.case("p")
    world.call(worker, "GET", f"/v1/cases/{case.id}")
    assert world.call(auditor, "GET", f"/v1/cases/{case.id}/audit").status == 404
    assert world.call(auditor, "GET", f"/v1/officials/{worker}/audit").status == 404


@pytest.mark.parametrize(("lost", "limit"), [(1, 2), (3, 2), (2, 2), (5, 2), (7, 2), (4, 100), (1, 100), (7, 100)])
def test_a_line_that_was_removed_is_missed_wherever_it_stood(world: World, lost: int, limit: int) -> None:
    """Given a chain of seven, when one line is taken away (first, last, at the border of a page), then it is found."""
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    auditor = world.official("auditor", (Role.AUDITOR, GOKSEONG))
    case = world.case("p")
    for _ in range(7):
        world.call(worker, "GET", f"/v1/cases/{case.id}")
    world.ledger.write(Delete(world.ledger.get(AuditEntry, worker, lost)))
    broken, seen, after = [], 0, ""
    while after is not None:
        query = {"limit": str(limit)} | ({"next": after} if after else {})
        page = world.call(auditor, "GET", f"/v1/officials/{worker}/audit", query=query).body
        broken, seen, after = broken + page["broken"], seen + len(page["items"]), page["next"]
    assert broken == [min(lost + 1, 8) if lost < 7 else 7]
    assert seen == 6


@pytest.mark.parametrize("where", ["cases/{case}", "officials/worker"])
def test_auditors_search_a_stretch_of_time(world: World, where: str) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    auditor = world.official("auditor", (Role.AUDITOR, GOKSEONG))
    case = world.case("p")
    for day in range(6):
        world.clock.at = NOW + timedelta(days=day)
        world.call(worker, "GET", f"/v1/cases/{case.id}")
    between = {"since": "2026-11-24", "until": "2026-11-27"}
    days, after = [], ""
    while after is not None:
        query = between | {"limit": "3"} | ({"next": after} if after else {})
        answer = world.call(auditor, "GET", f"/v1/{where.format(case=case.id)}/audit", query=query)
        days += [line["at"][8:10] for line in answer.body["items"]]
        after = answer.body["next"]
    assert days == ["27", "26", "25", "24"]


def test_who_took_a_person_out_in_a_file_stands_in_the_log_of_that_person(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    cases = [world.case(f"p{number}") for number in range(100)]
    world.ledger.write(Create(Round(GOKSEONG, ROUND, NOW.date(), NOW)))
    world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/rounds/{ROUND}/results")
    for case in cases:
        (line,) = world.call(boss, "GET", f"/v1/cases/{case.id}/audit", query={"limit": "1"}).body["items"][-1:]
        assert line["act"] in {"export", "audit"}
        assert "export" in [entry.act for entry in world.ledger.query(AuditEntry, Index.LIST, f"SEEN#{case.id}").items]
    assert world.call(boss, "GET", f"/v1/officials/{boss}/audit", query={"limit": "100"}).body["broken"] == []
