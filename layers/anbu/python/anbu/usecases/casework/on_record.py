"""What the ledger holds about a case that a closing may rest on."""

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.outcome import Outcome
from anbu.domain.casework.closing import OnRecord
from anbu.domain.casework.work_done import Contacted, Referral, StaffCall, Visit
from anbu.domain.counselling.record import Need, Reached
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows


def on_record(desk: Desk, case: Case) -> OnRecord:
    """Reads calls, visits, records and referrals of the case: never what the decider claims."""
    calls, visits = rows(desk, StaffCall, case.id), rows(desk, Visit, case.id)
    attempts = {attempt.id: attempt for attempt in rows(desk, Attempt, case.id)}
    talks = [
        stored.record
        for stored in rows(desk, CaseRecord, case.id)
        if stored.record.reached is Reached.SELF
        and stored.attempt_id in attempts
        and attempts[stored.attempt_id].outcome in {Outcome.COMPLETED, Outcome.PARTIAL}
    ]
    official = any(call.result in {Contacted.MET, Contacted.REFUSED} for call in calls)
    met = any(visit.result in {Contacted.MET, Contacted.FAMILY_MET, Contacted.REFUSED} for visit in visits)
    return OnRecord(
        talked=bool(talks),
        talked_to_official=official,
        met=met,
        visits=len(visits),
        answered_all=official or met or any(talk.need is Need.NONE_STATED for talk in talks),
        referral_open=any(referral.is_open for referral in rows(desk, Referral, case.id)),
    )
