"""Reports of neighbours, for who handles them: what was told, by whom, and how far it has come."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.reports import Report, ReportStatus, ReportText, status_of
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, CaseId
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.open_case import note_view
from anbu.usecases.casework.refusals import NotThere
from anbu.usecases.casework.waiting import Waiting, in_parts
from anbu.usecases.casework.who_asks import reachable_case


@dataclass(frozen=True, slots=True)
class Handled:
    """A report and its case as it stands now."""

    report: Report
    case: Case | None
    status: ReportStatus


def reports_in(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None
) -> tuple[tuple[Handled, ...], Place | None]:
    """Reports about places of an area, the newest first. Nothing of what was told."""
    what = Waiting(Report, "REPORTS", Permit.HANDLE_REPORTS, newest_first=True)
    found, after = in_parts(desk, caller, area, limit, at, what)
    return tuple(_handled(desk, report) for report in found), after


def read_report(desk: Desk, caller: Caller, case_id: CaseId, why: str) -> tuple[Handled, ReportText]:
    """What was told. The log says who read it before a word is shown.

    Raises:
        NotThere: no such case, a foreign one, or one that no report is behind.
    """
    case = reachable_case(desk, caller, case_id, Permit.HANDLE_REPORTS, Permit.SEE_PEOPLE)
    told = desk.ledger.get(ReportText, case.id)
    report = desk.ledger.get(Report, told.report) if told else None
    if told is None or report is None:
        raise NotThere
    note_view(desk, caller, case, Act.VIEW_REPORT, why)
    return _handled(desk, report), told


def _handled(desk: Desk, report: Report) -> Handled:
    case = desk.ledger.get(Case, report.case_id)
    return Handled(report, case, status_of(case.state if case else None, begun=case is not None and case.version > 0))
