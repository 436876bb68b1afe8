"""The results of a round, person by person, as far as the one who asks may see them. Each export is in the audit."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case, Person
from anbu.domain.casework.access import Caller, Official
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.phones import domestic
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import keep, keep_each
from anbu.usecases.casework.new_case import is_of_a_door
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.rounds import one_round
from anbu.usecases.casework.who_asks import reachable_area


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
    names: dict[str, str] = {}
    return Results(tuple(_row(desk, case, names) for case in cases), page.cursor)


def _row(desk: Desk, case: Case, names: dict[str, str]) -> tuple[str, ...]:
    person = desk.ledger.get(Person, case.id)
    decisions = rows(desk, Decision, case.id)
    last = decisions[-1] if decisions else None
    reason = desk.reasons.get(last.reason) if last and last.reason else None
    return (
        case.round_id,
        case.area,
        person.name if person else "",
        person.birth_date.isoformat() if person and person.birth_date else "",
        ", ".join(domestic(phone.number) for phone in person.phones) if person else "",
        ", ".join(desk.words.get(code, code) for code in case.indicators),
        "상담함" if case.counselled else ("연결됨" if case.reached_self else "연결되지 않음"),
        desk.words.get(case.need, case.need),
        desk.words.get(case.state, case.state),
        last.kind.korean if last else "",
        reason.name if reason else "",
        (last.document or "") if last else "",
        (last.agency or "") if last else "",
        f"{last.at:%Y-%m-%d}" if last else "",
        _name(desk, last.by, names) if last else "",
    )


def _name(desk: Desk, official: str, names: dict[str, str]) -> str:
    if official not in names:
        found = desk.ledger.get(Official, official)
        names[official] = found.name if found else ""
    return names[official]
