"""On a person's right or on schedule: not a word of theirs stays, and what the ledger counts stays as it was."""

from datetime import date, timedelta

from anbu.adapters.ledger.codec import to_item
from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import Decision, DecisionKind
from anbu.domain.casework.double_check import Check, CheckFinding, Verdict
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.postal import PostalCheck
from anbu.domain.casework.reports import ReportText
from anbu.domain.casework.roles import Role
from anbu.domain.casework.work_done import (
    Contacted,
    FormFilled,
    Note,
    Objection,
    RecordEdit,
    Referral,
    RightAsked,
    StaffCall,
    Visit,
)
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached
from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.dialogue.said import Alternative
from anbu.domain.ids import NumberKey, RoundId, attempt_id
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from anbu.usecases.casework.retention import Retention, erase_what_is_over
from anbu.usecases.certify_round import cases_of
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World

SECRET = "비밀말"


def full(world: World, who: str, state: State = State.CLOSED) -> Case:
    """A case about which everything was said that can be said."""
    case = world.case(who, state, closed_as="referred" if state is State.CLOSED else None, household=f"h-{who}")
    call = attempt_id(case.id, "call", 1)
    said = (Alternative(SECRET, 0.9),)
    record = CounsellingRecord(case.id, "rules", "2026-11", Reached.SELF, Need.WATCH, (), {}, (), (), SECRET)
    ended, key = AttemptStatus.ENDED, NumberKey("n")
    world.ledger.write(
        Create(Attempt(call, case.id, AttemptKind.CALL, 1, key, NOW, NOW, ended)),
        Create(Turn(call, 1, NOW, SECRET, heard=said)),
        Create(CaseRecord(case.id, call, 1, f"transcripts/{call}/v1.json", NOW, record)),
        Create(RecordEdit(case.id, 1, call, 1, "w", NOW, Need.WATCH, SECRET)),
        Create(Note(case.id, 1, "w", NOW, SECRET)),
        Create(FormFilled(case.id, 1, "w", NOW, "2026-11", {"opinion": SECRET})),
        Create(StaffCall(case.id, 1, "w", NOW, Contacted.MET, SECRET)),
        Create(Visit(case.id, 1, "w", NOW, Contacted.MET, SECRET)),
        Create(Decision(case.id, 1, "w", NOW, DecisionKind.CLOSE, SECRET, "died", "곡성-1")),
        Create(Check(case.id, 1, 1, "c", NOW, Verdict.CONFIRM, CheckFinding.SOUND, SECRET, NOW)),
        Create(Referral(case.id, 1, "주민복지과", NOW.date(), NOW.date(), NOW, "w", True, SECRET)),
        Create(Objection(case.id, 1, RightAsked.EXPLANATION, "w", NOW, NOW, SECRET, TOWN, NOW, "w", SECRET)),
        Create(PostalCheck(case.id, 1, "post", NOW.date(), True, note=SECRET)),
        Create(ReportText(case.id, "r-1", SECRET, SECRET)),
        Create(HouseholdOfCase(f"h-{who}", case.id, TOWN, ROUND)),
    )
    world.ledger.write(Replace(replace(world.ledger.get(Person, case.id), name=SECRET, address=SECRET)))
    return case


def words_left(world: World) -> list[str]:
    """Which kinds of rows still hold something that was said."""
    return [type(row).__name__ for row in world.ledger._entities.values() if SECRET in str(to_item(row, row.version))]


def test_on_a_persons_right_not_a_word_stays_and_the_case_does(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    case = full(world, "p")
    path = f"/v1/cases/{case.id}/erasure"
    first = world.send(boss, path, {"reason": "본인 요청"}, key="erase-once")
    again = world.send(boss, path, {"reason": "본인 요청"}, key="erase-once")
    assert (first.status, again.status) == (204, 204), first.text
    assert words_left(world) == []
    assert world.ledger.get(Case, case.id) == case, "the skeleton is what is counted"
    assert world.ledger.get(Decision, case.id, 1).reason == "died"
    assert ("transcripts", f"transcripts/{case.id}-call-1/") in world.eraser.erased
    assert ("lists", "reports/r-1/") in world.eraser.erased
    page = world.call(boss, "GET", f"/v1/cases/{case.id}")
    assert (page.status, page.body["person"], page.body["household"]) == (200, None, [])


def retention(world: World, days: int = 30) -> Retention:
    keep = timedelta(days=days)
    return Retention(world.ledger, world.clock, world.eraser, keep, (GOKSEONG,), world.office.tree)


def test_on_schedule_the_people_of_a_sealed_round_go_and_its_lists(world: World) -> None:
    sealed = Round(GOKSEONG, ROUND, date(2026, 12, 1), NOW, RoundState.SEALED, seal="proof", sealed_at=NOW)
    world.ledger.write(Create(sealed))
    cases = [full(world, f"p{number}") for number in range(3)]
    before = [(case.id, case.state, case.closed_as) for case in cases_of(world.ledger, GOKSEONG, ROUND)]
    world.clock.at = NOW + timedelta(days=29)
    assert erase_what_is_over(retention(world)) == 0
    world.clock.at = NOW + timedelta(days=30)
    assert erase_what_is_over(retention(world)) == len(cases)
    assert erase_what_is_over(retention(world)) == 0, "safe to repeat"
    assert words_left(world) == []
    assert [(case.id, case.state, case.closed_as) for case in cases_of(world.ledger, GOKSEONG, ROUND)] == before
    assert world.ledger.get(Round, GOKSEONG, ROUND).seal == "proof"
    assert ("lists", f"lists/{GOKSEONG}/{ROUND}/") in world.eraser.erased


def test_who_is_still_looked_after_is_not_erased(world: World) -> None:
    """Given a case opened again after its round was sealed, when the time is over, then its person and list stay."""
    world.ledger.write(Create(Round(GOKSEONG, ROUND, date(2026, 12, 1), NOW, RoundState.SEALED, sealed_at=NOW)))
    opened, done = full(world, "p", State.DECIDE), full(world, "q")
    world.clock.at = NOW + timedelta(days=60)
    assert erase_what_is_over(retention(world)) == 1
    assert world.ledger.get(Person, opened.id) is not None
    assert world.ledger.get(Person, done.id) is None
    assert ("lists", f"lists/{GOKSEONG}/{ROUND}/") not in world.eraser.erased


def test_reports_and_entries_of_old_years_go_too(world: World) -> None:
    case = full(world, "p")
    world.ledger.write(Replace(replace(case, round_id=RoundId("reports-2026"))))
    world.clock.at = NOW.replace(year=2027)
    assert erase_what_is_over(retention(world, days=400)) == 0, "the year is not over for so long"
    world.clock.at = NOW.replace(year=2028)
    assert erase_what_is_over(retention(world, days=400)) == 1


def test_erasing_leaves_the_skeleton(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    case = world.case("p")
    erase = f"/v1/cases/{case.id}/erasure"
    assert world.send(boss, erase, {"reason": "본인 요청"}).status == 409, "an open case keeps its person"
    gone = world.case("q", State.CLOSED, closed_as="referred")
    assert world.send(boss, f"/v1/cases/{gone.id}/erasure", {"reason": "본인 요청"}).status == 204
    assert world.ledger.get(Person, gone.id) is None
    assert world.ledger.get(Case, gone.id) == gone
    assert world.call(boss, "GET", f"/v1/cases/{gone.id}").body["person"] is None
