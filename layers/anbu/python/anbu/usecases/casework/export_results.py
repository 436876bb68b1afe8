"""The results of a round, person by person, as far as the one who asks may see them. Each export is in the audit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import RecordEdit, StaffCall, Visit
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.phones import domestic
from anbu.domain.times import KST
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import keep, keep_each
from anbu.usecases.casework.names import names_of
from anbu.usecases.casework.new_case import is_of_a_door
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.record_call import SPOKE
from anbu.usecases.casework.rounds import one_round
from anbu.usecases.casework.who_asks import reachable_area

NameIn = Callable[[str, AreaCode], str]
"""What an official is called in a town."""
_SEX = {"M": "남", "F": "여"}


@dataclass(frozen=True, slots=True)
class Results:
    """One part of a round's results, as rows of text."""

    rows: tuple[tuple[str, ...], ...]
    cursor: str | None


def export_results(
    desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, limit: int, cursor: str | None
) -> Results:
    """Up to `limit` people of a round. The next part begins at the cursor."""
    if is_of_a_door(round_id):
        reachable_area(desk, caller, area, Permit.SEE_PEOPLE)
    else:
        one_round(desk, caller, area, round_id, Permit.SEE_PEOPLE)
    page = desk.ledger.query(Case, Index.ROUND, f"{area}#{round_id}", limit=limit, cursor=cursor)
    cases = [case for case in page.items if caller.may(Permit.SEE_PEOPLE, case.area, desk.areas)]
    keep(desk, caller, Act.EXPORT, f"{area}/{round_id}", detail=(str(len(cases)),))
    keep_each(desk, caller, Act.EXPORT, [case.id for case in cases], round_id)
    name_in = cache(lambda official, town: names_of(desk, [official], town).get(official, ""))
    return Results(tuple(_row(desk, case, name_in) for case in cases), page.cursor)


def _row(desk: Desk, case: Case, name_in: NameIn) -> tuple[str, ...]:
    return (
        case.round_id,
        case.id,
        case.area,
        *_of_person(desk, case),
        *_of_talk(desk, case),
        *_of_end(desk, case, name_in),
    )


def _of_person(desk: Desk, case: Case) -> tuple[str, ...]:
    person = desk.ledger.get(Person, case.id) or Person(case.id, "")
    return (
        desk.areas.name(case.area),
        person.name,
        person.birth_date.isoformat() if person.birth_date else "",
        _SEX.get(person.sex or "", ""),
        person.address or "",
        ", ".join(domestic(phone.number) for phone in person.phones),
        ", ".join((*(desk.words.get(code, code) for code in case.indicators), *person.unknown_indicators)),
    )


def _of_talk(desk: Desk, case: Case) -> tuple[str, ...]:
    """The latest talk, whoever had it; an official's own words go before the machine's summary."""
    calls, visits = rows(desk, StaffCall, case.id), rows(desk, Visit, case.id)
    acts: list[StaffCall | Visit] = [*calls, *visits]
    met = [act for act in acts if act.result in SPOKE]
    records, edits = rows(desk, CaseRecord, case.id), rows(desk, RecordEdit, case.id)
    last = max(records, key=lambda stored: stored.made_at, default=None)
    official = max(met, key=lambda act: act.at, default=None)
    talked_at = [act.at for act in met] + ([last.made_at] if last and case.counselled else [])
    how = [("방문" if isinstance(act, Visit) else "담당자 전화") for act in met[-1:]]
    how += ["AI 전화"] if case.counselled else []
    said = edits[-1].summary if edits else (last.record.summary if last else "")
    return (
        f"{max(talked_at).astimezone(KST):%Y-%m-%d}" if talked_at else "",
        ", ".join(dict.fromkeys(how)),
        "상담함" if case.counselled or official else ("연결됨" if case.reached_self else "연결되지 않음"),
        desk.words.get(case.need, case.need),
        "\n".join(filter(None, (said, official.note if official else ""))),
        f"{visits[-1].at.astimezone(KST):%Y-%m-%d}" if visits else "",
        desk.words.get(case.state, case.state),
    )


def _of_end(desk: Desk, case: Case, name_in: NameIn) -> tuple[str, ...]:
    decisions = rows(desk, Decision, case.id)
    if not decisions:
        return ("",) * 6
    last = decisions[-1]
    reason = desk.reasons.get(last.reason or "")
    return (
        last.kind.korean,
        reason.name if reason else "",
        last.document or "",
        last.agency or "",
        f"{last.at.astimezone(KST):%Y-%m-%d}",
        name_in(last.by, case.area),
    )
