"""A list on which everything that can become of a call or a text becomes of somebody."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.phones import PhoneNumber, domestic
from local.telephone.settings import Oddity, Residents

OFFICER, SILENT_OFFICER = PhoneNumber("+821000007001"), PhoneNumber("+821000007002")
OFFICER_PERSONA = """
name: 당직 담당자
turns: [{when: 일 번을 눌러, keys: "1"}]
"""
_HEADER = ("읍면동", "성명", "생년월일", "주소", "휴대전화", "위기정보")
SHORT = "잘못 걸린 전화"
"""One turn: where it matters how a call or a text went, and not what was said."""
WELL, SILENT, DANGER = "아무 어려움이 없다는 70대", "받지 않는 전화", "죽고 싶다고 말하는 50대"


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody on the list: who answers their telephone, what goes wrong there, and what must become of it."""

    who: str
    first: Outcome | None
    """What the first call comes to; None: the machine rings nobody."""
    ends: State
    notice: NoticeResult | None = NoticeResult.DELIVERED
    oddities: tuple[Oddity, ...] = ()
    phone: str = ""
    """A number of another kind; "-" for none at all."""
    no_texts: bool = False
    danger: bool = False


REVIEW, STAFF = State.REVIEW, State.STAFF_CALL
RESIDENTS = (
    Resident(WELL, Outcome.COMPLETED, REVIEW),
    Resident("본인이라고만 하고 끊는 사람", Outcome.PARTIAL, REVIEW),
    Resident("중간에 끊어지는 통화", Outcome.PARTIAL, REVIEW),
    Resident("삼십 분 뒤에 걸어 달라는 사람", Outcome.CALL_LATER, STAFF),
    Resident("처음부터 직원을 찾는 사람", Outcome.WANTS_PERSON, STAFF),
    Resident("기계와는 말하지 않겠다는 사람", Outcome.REFUSED, STAFF),
    Resident("아들이 받아 지금 안 계시다고 함", Outcome.OTHER_PERSON, STAFF),
    Resident("돌아가셨다고 알리는 가족", Outcome.OTHER_PERSON, STAFF),
    Resident("잘못 걸린 전화", Outcome.WRONG_NUMBER, STAFF),
    Resident("소리샘", Outcome.VOICEMAIL, STAFF),
    Resident("받고 말이 없는 사람", Outcome.NOBODY, STAFF),
    Resident("누군지 모른 채 끊긴 전화", Outcome.NOBODY, STAFF),
    Resident(SILENT, Outcome.NO_ANSWER, STAFF),
    Resident("통화 중인 전화", Outcome.BUSY, STAFF),
    Resident("없는 번호", Outcome.INVALID_NUMBER, STAFF),
    Resident(DANGER, Outcome.COMPLETED, REVIEW, danger=True),
    # --- what the network does
    Resident(SHORT, Outcome.FAILED, STAFF, oddities=("TELECOM_POTENTIAL_BLOCKING",)),
    Resident(SHORT, Outcome.FAILED, STAFF, oddities=("TELECOM_PROBLEM",)),
    Resident(SHORT, Outcome.NO_ANSWER, STAFF, oddities=("TELECOM_TIMEOUT",)),
    Resident(SHORT, Outcome.FAILED, STAFF, oddities=("DestinationNotAllowedException",)),
    Resident(SHORT, Outcome.FAILED, STAFF, oddities=("OutboundContactNotPermittedException",)),
    Resident(SHORT, Outcome.UNKNOWN, STAFF, oddities=("InternalServiceException",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, oddities=("TooManyRequestsException",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, oddities=("answer_lost",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, oddities=("events_lost",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, oddities=("answer_lost", "events_lost")),
    # --- what becomes of texts
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.SENT, ("text_receipt_lost",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.FAILED, ("text_failed",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.FAILED, ("text_refused",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.DELIVERED, ("text_answer_lost",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.UNKNOWN, ("text_lost",)),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, NoticeResult.NOT_POSSIBLE, no_texts=True),
    Resident(SHORT, Outcome.WRONG_NUMBER, STAFF, None, phone="061-100-5001"),
    Resident(SILENT, Outcome.NO_ANSWER, STAFF, NoticeResult.UNKNOWN, ("text_lost", "events_lost")),
    Resident("", None, STAFF, None, phone="-"),
)


def name_of(n: int) -> str:
    """The name of the nth person: as many names as people."""
    return f"{'김이박최정강조윤장임'[n // 10]}{'가나다라마바사아자차'[n % 10]}온"


def number_of(n: int) -> PhoneNumber | None:
    """Their number, E.164."""
    given = RESIDENTS[n].phone
    if given == "-":
        return None
    return PhoneNumber("+82" + given.replace("-", "")[1:]) if given else PhoneNumber(f"+82100000{8000 + n}")


def residents(folder: Path) -> Residents:
    """What the telephone network is told: who lives where, and what goes wrong there."""
    numbered = {number: resident for n, resident in enumerate(RESIDENTS) if (number := number_of(n))}
    homes: dict[str, str] = {number: resident.who for number, resident in numbered.items()}
    oddities: Mapping[str, tuple[Oddity, ...]] = {
        number: resident.oddities for number, resident in numbered.items() if resident.oddities
    }
    return Residents(
        personas=folder,
        texts_delivered=1.0,
        homes=homes | {OFFICER: "당직 담당자", SILENT_OFFICER: SILENT},
        oddities=dict(oddities),
    )


def write_list(path: Path) -> Path:
    """The list as a clerk would upload it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADER)
        for n in range(len(RESIDENTS)):
            number = number_of(n)
            written = domestic(number) if number else ""
            rows.writerow(
                (
                    "곡성읍",
                    name_of(n),
                    f"19{40 + n}-01-01",
                    f"전라남도 곡성군 곡성읍 {8000 + n}",
                    written,
                    "전기료 체납",
                )
            )
    return path
