"""Somebody is worried about a household, or themself: the report is kept, and a person of the town looks at it."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.cases.case import Case
from anbu.domain.casework.reports import (
    WRONG_PINS,
    RateCount,
    Report,
    ReportBy,
    ReportStatus,
    ReportText,
    hashed_pin,
    pin_fits,
    report_id,
    status_of,
)
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.new_case import Door, new_case, round_of_door, unlisted
from anbu.usecases.casework.refusals import Busy, NotThere, Refused

MOST_AN_HOUR = 20
"""Requests of one sender; a whole community centre may sit behind one address."""
_BITS = 80


class TooMany(Refused):
    """The same sender has knocked too often."""

    def __init__(self) -> None:
        super().__init__(
            "too_many",
            "짧은 시간에 너무 많이 보냈습니다. 한 시간 뒤에 다시 시도해 주세요. 급하면 119나 129로 전화해 주세요.",
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What the reporter tells. `area`: the 읍면동 that the place lies in."""

    by: ReportBy
    area: AreaCode
    place: str
    text: str
    pin: str
    name: str = ""
    """Of the person the report is about, if the reporter knows it."""
    latitude: float | None = None
    longitude: float | None = None
    reporter_phone: str | None = None


@dataclass(frozen=True, slots=True)
class Porter:
    """Who stands at the public door: the desk, and the deployment's secret."""

    desk: Desk
    secret: bytes


_NOT_YOURS = (
    "접수번호나 비밀번호가 맞지 않습니다. 접수할 때 받은 번호와 숫자 6자리를 확인해 주세요. "
    "여러 번 틀리면 한 시간 동안 볼 수 없습니다."
)
"""The same for a wrong number, a wrong PIN and a report that is shut."""


def take_report(porter: Porter, told: Told, key: str, sender: str) -> str:
    """Keeps a report as a case at `review`, and returns its receipt number: 80 bits that nobody can guess.

    The number is made with the deployment's secret from the request and its key: sent twice, it is one report.

    Raises:
        TooMany: this sender has sent too many within the hour.
    """
    desk = porter.desk
    receipt = _receipt(porter.secret, key, told)
    report = report_id(receipt)
    if desk.ledger.get(Report, report) is not None:
        return receipt
    knock(porter, sender)
    now = desk.clock.now()
    door = Door("report", "reported", round_of_door("reports", now.year))
    case, changes = new_case(desk, told.area, unlisted(told.name, told.place), door, report)
    if desk.ledger.get(Case, case.id) is not None:  # told of before: a report of its own beside it
        case, changes = new_case(desk, told.area, unlisted("", told.place), door, report)
    kept = Report(report, case.id, told.area, told.by, now, hashed_pin(report, told.pin))
    words = ReportText(case.id, report, told.text, told.place, told.latitude, told.longitude, told.reporter_phone)
    try:
        desk.ledger.write(*changes, Create(kept), Create(words))
    except Conflict:
        if desk.ledger.get(Report, report) is None:
            raise Busy from None
    return receipt


def report_status(porter: Porter, receipt: str, pin: str, sender: str) -> ReportStatus:
    """What was done with a report. A wrong PIN and a wrong number are told apart by nobody.

    Raises:
        NotThere: no such report, the wrong PIN, or shut after too many wrong ones.
        TooMany: this sender has asked too often within the hour.
    """
    report = opened_report(porter, receipt, pin, sender)
    case = porter.desk.ledger.get(Case, report.case_id)
    return status_of(case.state if case else None, begun=case is not None and case.version > 0)


def opened_report(porter: Porter, receipt: str, pin: str, sender: str) -> Report:
    """The report of a receipt and its PIN.

    Raises:
        NotThere, TooMany: as `report_status` says.
    """
    knock(porter, sender)
    ledger, now = porter.desk.ledger, porter.desk.clock.now()
    report = ledger.get(Report, report_id(receipt))
    nobodys = Report(report_id(receipt), "", AreaCode(""), ReportBy.SELF, now, "")  # type: ignore[arg-type]
    fits = pin_fits(report or nobodys, pin)  # the same slow comparison in either case
    if report is None or (report.shut_until is not None and now < report.shut_until):
        raise NotThere(_NOT_YOURS)
    if fits:
        return report
    wrong = report.wrong_pins + 1
    shut = now + timedelta(hours=1) if wrong >= WRONG_PINS else None
    try:
        ledger.write(Replace(replace(report, wrong_pins=0 if shut else wrong, shut_until=shut)))
    except Conflict:
        raise Busy from None
    raise NotThere(_NOT_YOURS)


def knock(porter: Porter, sender: str) -> None:
    """Counts one request of a sender in this hour.

    Raises:
        TooMany: it is one too many.
    """
    now = porter.desk.clock.now()
    who = hmac.new(porter.secret, sender.encode(), hashlib.sha256).hexdigest()[:24]
    hour = now.strftime("%Y%m%d%H")
    for _ in range(5):
        before = porter.desk.ledger.get(RateCount, who, hour)
        if before is not None and before.count >= MOST_AN_HOUR:
            raise TooMany
        counted = RateCount(who, hour, 1, _expires(now)) if before is None else replace(before, count=before.count + 1)
        try:
            porter.desk.ledger.write(Create(counted) if before is None else Replace(counted))
        except Conflict:
            continue
        return
    raise TooMany


def _expires(now: datetime) -> int:
    return int(now.timestamp()) + 2 * 3600


def _receipt(secret: bytes, key: str, told: Told) -> str:
    said = repr((key, told)).encode()
    digest = hmac.new(secret, b"receipt" + said, hashlib.sha256).digest()[: _BITS // 8]
    return "-".join(_fours(base64.b32encode(digest).decode()))


def _fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]
