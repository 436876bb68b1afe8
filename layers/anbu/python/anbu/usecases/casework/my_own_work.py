"""The cases on my own list, and on the lists of those whose deputy I am while they are away."""

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller, Official
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Assigned
from anbu.domain.casework.work_order import work_place
from anbu.ports import Index, Page
from anbu.usecases.casework.desk import Desk


def my_own_work(desk: Desk, caller: Caller, limit: int) -> tuple[Case, ...]:
    """Open cases of these lists, at most `limit` of them read. A deputy sees only what their own grants reach."""
    today = desk.clock.now().date()
    stood_in_for = desk.ledger.query(Official, Index.LIST, f"DEPUTY#{caller.id}").items
    lists = [caller.id, *(official.id for official in stood_in_for if official.is_away(today))]
    found: dict[str, Case] = {}
    left = limit
    for official in lists:
        page = desk.ledger.query(Assigned, Index.OWN, official, limit=left) if left else Page(())
        left -= len(page.items)
        for assigned in page.items:
            case = desk.ledger.get(Case, assigned.case_id)
            if case is not None and _is_due_work(desk, caller, case, official):
                found[case.id] = case
    return tuple(sorted(found.values(), key=work_place))


def _is_due_work(desk: Desk, caller: Caller, case: Case, official: str) -> bool:
    still_theirs = case.state is not State.CLOSED and case.assignee == official
    return still_theirs and caller.may(Permit.SEE_STATES, case.area, desk.areas)
