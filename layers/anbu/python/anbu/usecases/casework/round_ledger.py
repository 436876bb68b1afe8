"""The live ledger of a round: everybody on its list, and where they stand now."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller
from anbu.domain.casework.figures import RoundFigures
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, RoundId
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.rounds import one_round


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of people, read now, and the round as last counted; None where the caller may not see all of it."""

    cases: tuple[Case, ...]
    cursor: str | None
    counted: RoundFigures | None


def ledger_of(
    desk: Desk, caller: Caller, area: AreaCode, round_id: RoundId, limit: int, cursor: str | None
) -> LedgerPage:
    """Up to `limit` people of a round, in an order that does not change while they move.

    Raises:
        NotThere: no such round, or a foreign one.
    """
    one_round(desk, caller, area, round_id, Permit.SEE_STATES)
    page = desk.ledger.query(Case, Index.ROUND, f"{area}#{round_id}", limit=limit, cursor=cursor)
    theirs = tuple(case for case in page.items if caller.may(Permit.SEE_STATES, case.area, desk.areas))
    sees_all = caller.may(Permit.SEE_PEOPLE, area, desk.areas)
    return LedgerPage(theirs, page.cursor, desk.ledger.get(RoundFigures, area, round_id) if sees_all else None)
