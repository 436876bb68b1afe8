"""A record that a model should have improved and did not is sent to it once more: later, and not for ever."""

from anbu.domain.cases.case_record import CaseRecord, next_try
from anbu.domain.cases.due import moment
from anbu.domain.values import replace
from anbu.ports import Conflict, Index, Replace
from anbu.usecases.worlds import Work

A_BEAT = 50
"""Records sent in one beat: a model that comes back after an hour is not run over."""


def ask_model_again(work: Work) -> int:
    """Sends out again every record whose time has come. Returns how many.

    The rules' record stands meanwhile, and with it the case's way; what an official has written is not touched.
    """
    now = work.clock.now()
    due = work.ledger.query(CaseRecord, Index.DUE, "record#again", high=moment(now) + "~", limit=A_BEAT)
    sent = 0
    for stored in due.items:
        tried = stored.tried + 1
        try:
            work.ledger.write(Replace(replace(stored, tried=tried, again_at=next_try(tried, now))))
        except Conflict:  # it was improved, or another beat has it
            continue
        work.summaries.send([{"attempt_id": stored.attempt_id}])
        sent += 1
    return sent
