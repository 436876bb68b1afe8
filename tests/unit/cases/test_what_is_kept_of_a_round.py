"""The certificate, the pieces it is counted from, and what moves a case: as tables."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.case import Case, Priority, Try, move
from anbu.domain.cases.case_record import next_try
from anbu.domain.cases.certificate import OUTCOMES, FileCounts, RowCounts, Tally, certify
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.seal import seal_of
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import CaseId, RoundId
from tests.unit.cases.builders import GOKSEONG, MOBILE, MONDAY_TEN, case, ladder

S = State
BEFORE = MONDAY_TEN - timedelta(microseconds=1)
MACHINES = {S.NOTICE_DUE, S.CALL_DUE, S.CALLING, S.LOOKUP, S.FREEZING, S.SUMMARISING}


def certified(
    *cases: Case, rows: RowCounts | None = None, missing: tuple[str, ...] = (), file_rows: int | None = None
) -> Any:
    tally = Tally(MONDAY_TEN)
    for one in cases:
        tally.add(one)
    rows = rows or RowCounts(rows=len(cases))
    file = FileCounts(rows.rows if file_rows is None else file_rows, "sha")
    return certify(RoundId("2026-6"), GOKSEONG, date(2026, 12, 31), tally, file, rows, missing)


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_the_machines_or_peoples_or_the_end(state: State) -> None:
    assert state.is_the_machines is (state in MACHINES)
    assert state.is_peoples is (state not in MACHINES and state is not S.CLOSED)


@pytest.mark.parametrize("state", sorted(set(State) - {S.FIX_ROW, S.CLOSED}))
def test_everybody_waits_for_somebody_and_is_counted_there(state: State) -> None:
    later = case(state=state, due_at=MONDAY_TEN + timedelta(days=1))
    found = certified(case(state=state, due_at=BEFORE), case(state=state, due_at=MONDAY_TEN), later)
    waits, owner = ("waiting_machine", "machine") if state in MACHINES else ("waiting_person", "people")
    others = {"waiting_machine", "waiting_person", "closed"} - {waits}
    assert found.people[waits] == 3
    assert all(found.people[name] == 0 for name in others)
    assert found.overdue == {"machine": 0, "people": 0} | {owner: 1}, "what is due this moment is not overdue"
    assert found.balanced


def test_what_people_got_is_counted_each_by_itself() -> None:
    two = replace(case(Outcome.NO_ANSWER), reached_self=True, counselled=True, household="h")
    found = certified(
        case(notice=None),
        case(notice=NoticeResult.SENT, household="h"),
        replace(two, notice=NoticeResult.DELIVERED, need=Need.URGENT),
        replace(two, notice=NoticeResult.FAILED, counselled=False, household=None, id=CaseId("c2")),
        case(notice=NoticeResult.NOT_POSSIBLE),
        case(notice=NoticeResult.UNKNOWN),
    )
    told = {name: found.people[name] for name in ("notified", "attempted", "reached_self", "counselled")}
    assert told == {"notified": 2, "attempted": 2, "reached_self": 2, "counselled": 1}
    assert found.need == {need.value: 0 for need in Need} | {"urgent": 1, "unknown": 5}
    assert found.ledger["households"] == 3, "two of one household, c2, and the others, who are one case"


@pytest.mark.parametrize("outcome", [*OUTCOMES, None, "vanished"])
def test_who_is_closed_without_an_outcome_is_missing(outcome: str | None) -> None:
    found = certified(case(state=S.CLOSED, due_at=None, closed_as=outcome))
    assert found.people["closed"] == 1
    assert found.balanced is (outcome in OUTCOMES)
    assert found.missing == (() if outcome in OUTCOMES else ("case c1: closed without an outcome",))
    assert found.outcomes == {name: int(name == outcome) for name in OUTCOMES}
    assert found.overdue == {"machine": 0, "people": 0}


def test_who_has_no_due_time_is_missing() -> None:
    found = certified(case(due_at=None))
    assert (found.balanced, found.missing) == (False, ("case c1: no due time",))


@pytest.mark.parametrize(
    ("rows", "file_rows", "missing", "balanced"),
    [
        (RowCounts(rows=1), 1, (), True),
        (RowCounts(rows=1), 2, (), False),  # the file has a row that the ledger does not have
        (RowCounts(rows=1), 0, (), False),
        (RowCounts(rows=2), 2, (), False),  # a row of which nothing became
        (RowCounts(rows=0), 0, (), False),
        (RowCounts(rows=2, rejected=1), 2, (), True),
        (RowCounts(rows=2, duplicate=1), 2, (), True),
        (RowCounts(rows=4, rejected=2, duplicate=1), 4, (), True),
        (RowCounts(rows=4, rejected=1, duplicate=1), 4, (), False),
        (RowCounts(rows=1), 1, ("명단.xlsx, Sheet1, 2",), False),
        # a rejected row that somebody has mended is a person like any other; other rejected rows stay rejected
        (RowCounts(rows=4, rejected=4, to_mend=(CaseId("c1"),)), 4, (), True),
        (RowCounts(rows=1, rejected=1, to_mend=(CaseId("c1"),)), 1, (), True),
    ],
)
def test_a_round_balances_row_by_row(rows: RowCounts, file_rows: int, missing: tuple[str, ...], balanced: bool) -> None:
    assert certified(case(), rows=rows, missing=missing, file_rows=file_rows).balanced is balanced


def test_a_row_to_be_mended_is_no_person_yet_and_somebodys_work() -> None:
    to_mend = case(state=S.FIX_ROW, due_at=BEFORE, danger=True)
    found = certified(to_mend, rows=RowCounts(rows=1, rejected=1, to_mend=(to_mend.id,)))
    assert found.balanced
    assert found.ledger == {
        "rows": 1, "rejected": 1, "rejected_open": 1, "duplicate": 0, "people": 0, "households": 0,
    }  # fmt: skip
    assert found.overdue == {"machine": 0, "people": 1}
    assert set(found.people.values()) == {0}


def test_a_row_to_be_mended_of_which_the_rows_know_nothing_is_not_taken_for_mended() -> None:
    found = certified(case(state=S.FIX_ROW), rows=RowCounts(rows=1, rejected=1))
    assert (found.ledger["rejected"], found.ledger["rejected_open"]) == (1, 1)


def test_everybody_stands_in_one_place_whatever_their_number() -> None:
    """One waits for the machine, two wait for people, three are closed; and a nation's round has no small numbers."""
    done = case(state=S.CLOSED, due_at=None, closed_as="referred")
    found = certified(case(), *[case(state=S.VISIT)] * 2, *[done] * 3)
    assert [found.people[name] for name in ("waiting_machine", "waiting_person", "closed")] == [1, 2, 3]
    assert found.balanced
    many = certified(*[case()] * 400, rows=RowCounts(rows=int("400")), file_rows=int("400"))
    assert (many.balanced, many.ledger["people"]) == (True, 400)


@pytest.mark.parametrize(("people", "closed", "balanced"), [(2, 1, False), (2, 3, False), (2, 2, True)])
def test_a_count_in_which_somebody_stands_nowhere_or_twice_never_balances(
    people: int, closed: int, balanced: bool
) -> None:
    tally = Tally(MONDAY_TEN)
    tally.people.update(people=people, closed=closed)
    found = certify(RoundId("2026-6"), GOKSEONG, date(2026, 12, 31), tally, FileCounts(2, "sha"), RowCounts(rows=2), ())
    assert found.balanced is balanced


def test_counts_of_two_files_are_added() -> None:
    both = RowCounts(5, 3, 1, (CaseId("a"),)).plus(RowCounts(7, 5, 3, (CaseId("b"),)))
    assert both == RowCounts(12, 8, 4, (CaseId("a"), CaseId("b")))


def test_a_seal_holds_every_row_and_every_file_in_whatever_order() -> None:
    seal = seal_of(["f1", "f2"], ["r1", "r2"])
    assert seal == seal_of(["f2", "f1"], ["r2", "r1"])
    others = [
        (["f1"], ["r1", "r2"]),
        (["f1", "f2"], ["r1"]),
        (["f1", "f2"], ["r1", "r2", "r2"]),
        (["f1"], ["f2", "r1", "r2"]),
    ]
    assert len({seal, *(seal_of(files, rows) for files, rows in others)}) == 5


@pytest.mark.parametrize("state", sorted(set(State) - {S.CLOSED}))
def test_an_open_state_without_a_due_time_is_refused(state: State) -> None:
    with pytest.raises(ValueError, match=f"case c1: {state} needs a due time"):
        move(case(), MONDAY_TEN, to=state, due=None, rule="r", event="e")


def test_a_move_is_told_as_one_line_of_the_story() -> None:
    moved, told = move(case(version=4), MONDAY_TEN, to=S.CLOSED, due=None, rule="r", event="e", by="me")
    assert (moved.state, moved.due_at) == (S.CLOSED, None)
    assert (told.seq, told.rule, told.event, told.state, told.by) == (5, "r", "e", S.CLOSED, "me")
    _, by_machine = move(case(), MONDAY_TEN, to=S.VISIT, due=MONDAY_TEN, rule="r", event="e")
    assert (by_machine.by, by_machine.at, by_machine.due_at) == ("machine", MONDAY_TEN, MONDAY_TEN)


@pytest.mark.parametrize(
    ("before", "to", "redone"),
    [(S.CALL_DUE, S.CALL_DUE, 3), (S.CALL_DUE, S.CALLING, 0), (S.CALLING, S.CALL_DUE, 0), (S.LOOKUP, S.STUCK, 0)],
)
def test_a_step_that_starts_anew_forgets_how_often_the_last_one_was_repeated(
    before: State, to: State, redone: int
) -> None:
    moved, _ = move(case(state=before, redone=3), MONDAY_TEN, to=to, due=MONDAY_TEN, rule="r", event="e")
    assert moved.redone == redone


def test_calls_of_the_residents_own_use_up_nothing() -> None:
    own = Try(1, MOBILE, MONDAY_TEN, Outcome.PARTIAL, by_resident=True)
    told = replace(case(Outcome.BUSY, Outcome.BUSY), tries=(own, *case(Outcome.BUSY, Outcome.BUSY).tries))
    assert told.calls_made == 2
    assert (told.last_try and told.last_try.outcome) == Outcome.BUSY
    assert (case().calls_made, case().last_try) == (0, None)


@pytest.mark.parametrize(
    ("agent_at", "reason", "goes_on"),
    [
        (None, None, False),
        (None, "CUSTOMER_DISCONNECT", False),
        (MONDAY_TEN, None, True),
        (MONDAY_TEN, "AGENT_DISCONNECT", True),
        (MONDAY_TEN, "CUSTOMER_DISCONNECT", False),  # nobody can pass on a caller who has hung up
    ],
)
def test_a_chain_goes_on_where_staff_may_have_passed_the_call_on(
    agent_at: datetime | None, reason: str | None, goes_on: bool
) -> None:
    assert CallEnded(MONDAY_TEN, reason=reason, agent_at=agent_at).may_go_on is goes_on


@pytest.mark.parametrize(("tried", "wait"), [(0, 0.5), (1, 3), (2, 24), (3, None), (9, None)])
def test_a_model_that_failed_is_asked_again_three_times(tried: int, wait: float | None) -> None:
    assert next_try(tried, MONDAY_TEN) == (None if wait is None else MONDAY_TEN + timedelta(hours=wait))


@pytest.mark.parametrize(("own", "number", "gap"), [(60, 30, 60), (30, 30, 30), (10, 30, 30), (None, 45, 45)])
def test_no_gap_is_shorter_than_the_numbers_own(own: int | None, number: int, gap: int) -> None:
    rules: Ladder = replace(
        ladder(),
        gaps={} if own is None else {Outcome.BUSY: timedelta(minutes=own)},
        number_gap=timedelta(minutes=number),
    )
    assert rules.gap_after(Outcome.BUSY) == timedelta(minutes=gap)


def test_the_classes_are_served_in_this_order() -> None:
    assert [priority.value for priority in Priority] == ["first", "second", "third"]
