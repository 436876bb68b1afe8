"""What nobody has said or done yet is counted as nothing: a case, an act and a report as they begin."""

from datetime import timedelta

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus, CallEnded, Contact, Pace
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case, Priority
from anbu.domain.cases.certificate import FileCounts, RowCounts, Tally, certify
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.casework.closing import ClosingReason, OnRecord
from anbu.domain.casework.reports import Report, ReportBy
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AttemptId, CaseId, ContactId, PersonKey, RoundId
from tests.unit.cases.builders import GOKSEONG, MOBILE, MONDAY_TEN, ladder


def test_a_case_begins_untouched() -> None:
    new = Case(CaseId("c1"), GOKSEONG, RoundId("r"), GOKSEONG, State.NOTICE_DUE, MONDAY_TEN, MONDAY_TEN, PersonKey("p"))
    assert (new.staff_tries, new.visits, new.redone, new.shard, new.calls_made) == (0, 0, 0, 0, 0)
    assert not any(
        (new.reached_self, new.counselled, new.danger, new.spared, new.no_machine, new.numbers, new.indicators)
    )
    assert (new.need, new.priority, new.origin) == (Need.UNKNOWN, Priority.THIRD, "list")


def test_an_act_begins_as_an_intent_that_nobody_has_looked_up() -> None:
    act = Attempt(
        AttemptId("a"), CaseId("c1"), AttemptKind.CALL, 1, MOBILE, MONDAY_TEN, MONDAY_TEN + timedelta(minutes=1)
    )
    assert (act.status, act.lookups, act.transcript_version) == (AttemptStatus.INTENT, 0, 0)
    assert Pace("call", MONDAY_TEN).served == 0
    assert Contact(ContactId("k")).ended is None
    assert CallEnded(MONDAY_TEN).may_go_on is False


def test_a_report_says_nothing_that_was_not_heard() -> None:
    report = CallReport(Outcome.BUSY)
    told = (report.spoke, report.reached_self, report.danger, report.spare_the_family, report.no_texts)
    assert (*told, report.handed_over) == (False,) * 6
    assert RowCounts() == RowCounts(0, 0, 0, ())
    record = OnRecord()
    assert not any((record.talked, record.talked_to_official, record.met, record.visits, record.answered_all))
    reason = ClosingReason("x", "x", "", "referred", frozenset(), support=True)
    assert (reason.needs_answers, reason.ends_calls) == (False, False)
    neighbours = Report("r", CaseId("c1"), GOKSEONG, ReportBy.NEIGHBOUR, MONDAY_TEN, "pin")
    assert (neighbours.photos, neighbours.wrong_pins) == (0, 0)


def test_a_certificate_is_not_sealed_by_itself() -> None:
    found = certify(RoundId("r"), GOKSEONG, MONDAY_TEN.date(), Tally(MONDAY_TEN), FileCounts(0, "s"), RowCounts(), ())
    assert (found.sealed, found.balanced) == (False, True)


def test_a_ladder_repeats_a_step_five_times_and_gives_two_days_for_a_row() -> None:
    shown = ladder()
    fields = {name: getattr(shown, name) for name in Ladder.__slots__ if name not in {"fix_row_days", "redo_limit"}}
    bare = Ladder(**fields)
    assert (bare.fix_row_days, bare.redo_limit) == (2, 5)
    assert (ladder(fix_row_days=4).fix_row_days, ladder(redo_limit=7).redo_limit) == (4, 7), "settings are followed"
