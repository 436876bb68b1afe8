"""Text the person of an attempt, once, however often the message comes; what is in doubt is looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.attempt import Attempt, AttemptStatus
from anbu.domain.cases.case import Case, Person, phone_behind
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.outreach.sending import OutgoingText, TextReport, TextThrottled, TextUnanswered
from anbu.domain.outreach.texts import TextBody
from anbu.domain.outreach.wishes import NumberWish
from anbu.domain.phones import Phone
from anbu.domain.values import replace
from anbu.ports import Conflict, Replace, TextSender
from anbu.usecases.end_notice import end_notice, give_notice_back
from anbu.usecases.keep_wish import keep_text_wish
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class Texting:
    """What sending texts needs besides."""

    work: Work
    sender: TextSender
    wording: Callable[[Case, Phone, datetime], TextBody]
    """The text for this case and number, when the call may come from that moment on."""


def send_notice(attempt_id: AttemptId, texting: Texting) -> None:
    """Sends the notice of this attempt, unless somebody has already begun to.

    A wish not to be texted is kept: the call comes without a notice, and says so.
    """
    work, now = texting.work, texting.work.clock.now()
    attempt, case, phone = _whom(work, attempt_id)
    if attempt is None or attempt.status is not AttemptStatus.INTENT or attempt.claimed_at is not None:
        return
    if case is None or case.attempt != attempt_id or now + work.act_lease() / 2 > attempt.lease_until:
        return
    wish = work.ledger.get(NumberWish, attempt.number)
    if phone is None or case.no_machine or (wish is not None and wish.no_texts):
        end_notice(attempt_id, NoticeResult.NOT_POSSIBLE, None, work)
        return
    if not work.ladder(case.area).notice_window.is_open(now):
        give_notice_back(work, case, attempt, "not_now")
        return
    try:
        work.ledger.write(Replace(replace(attempt, claimed_at=now)))
    except Conflict:
        return  # another run has it
    _send(texting, case, phone, replace(attempt, claimed_at=now, version=attempt.version + 1))


def _send(texting: Texting, case: Case, phone: Phone, attempt: Attempt) -> None:
    try:
        report = texting.sender.send(outgoing(texting, case, phone, attempt.id))
    except TextThrottled:
        give_notice_back(texting.work, case, attempt, "throttled")
    except TextUnanswered:
        return  # the lease ends, and it is looked up
    else:
        if report.wants_none:
            keep_text_wish(texting.work.ledger, attempt.number, texting.work.clock.now(), "provider")
        end_notice(attempt.id, report.fate.as_notice, report.provider_id, texting.work)


def look_up_notice(attempt_id: AttemptId, texting: Texting) -> None:
    """What became of a notice whose answer was lost. Never found: `unknown`, and the call comes all the same."""
    work = texting.work
    attempt, case, phone = _whom(work, attempt_id)
    if attempt is None or case is None or attempt.status is AttemptStatus.ENDED:
        end_notice(attempt_id, NoticeResult.UNKNOWN, None, work)
        return
    if attempt.claimed_at is None:  # no run ever took it: certainly not sent
        give_notice_back(work, case, attempt, "message_lost")
        return
    found: TextReport | None = None
    if phone is not None:
        try:
            found = texting.sender.look_up(outgoing(texting, case, phone, attempt_id), attempt.claimed_at)
        except TextThrottled:
            return  # stays overdue, and is asked again
    result = found.fate.as_notice if found else NoticeResult.UNKNOWN
    end_notice(attempt_id, result, found.provider_id if found else None, work)


def outgoing(texting: Texting, case: Case, phone: Phone, attempt: AttemptId) -> OutgoingText:
    """The text as the provider gets it."""
    ladder = texting.work.ladder(case.area)
    call_from = ladder.call_window.next_open(texting.work.clock.now() + ladder.notice_lead)
    return OutgoingText(attempt, phone.number, texting.wording(case, phone, call_from))


def _whom(work: Work, attempt_id: AttemptId) -> tuple[Attempt | None, Case | None, Phone | None]:
    """The attempt, its case, and the telephone that its number's key stands for."""
    case_id = case_of(attempt_id)
    attempt, case, person = read_together(
        work.ledger, wanted(Attempt, case_id, attempt_id), wanted(Case, case_id), wanted(Person, case_id)
    )
    if attempt is None or case is None:
        return attempt, case, None
    return attempt, case, phone_behind(attempt.number, case, person)
