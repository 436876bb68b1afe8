"""A provider tells what became of a text: the notice's result follows, and the way of the case with it."""

from anbu.domain.cases.attempt import Attempt
from anbu.domain.ids import case_of
from anbu.domain.outreach.sending import TextReport
from anbu.usecases.end_notice import end_notice
from anbu.usecases.worlds import Work


def take_receipt(report: TextReport, work: Work) -> bool:
    """Takes one receipt into the ledger; late, doubled and disordered ones do no harm. Returns whether it was ours.

    A receipt that comes before the answer to the sending counts as that answer.
    """
    if report.attempt_id is None:
        return False
    if work.ledger.get(Attempt, case_of(report.attempt_id), report.attempt_id) is None:
        return False
    end_notice(report.attempt_id, report.fate.as_notice, report.provider_id, work)
    return True
