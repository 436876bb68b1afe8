"""The double check (더블체크): which decisions a second, named person must judge, and what they may say."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Official
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, CaseId, RoundId


class Verdict(StrEnum):
    """What the checker does."""

    CONFIRM = "confirm"
    RETURN = "return"


class CheckFinding(StrEnum):
    """What the checker found. Everything but `sound` goes back."""

    SOUND = "sound"
    WRONGLY_CLOSED = "wrongly_closed"
    NEED_OVERLOOKED = "need_overlooked"
    PROOF_MISSING = "proof_missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Check:
    """One judgement of one decision. `override`: a manager's word over a checker's, marked as such for ever."""

    case_id: CaseId
    n: int
    decision: int
    by: str
    at: datetime
    verdict: Verdict
    finding: CheckFinding
    reason: str
    read_at: datetime
    """When the checker last opened the case before judging: the server's own record."""
    override: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The server's record that an official opened a case, and which version of it they saw."""

    case_id: CaseId
    official: str
    at: datetime
    case_version: int
    version: int = 0


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """How the double check of one round stands."""

    area: AreaCode
    round_id: RoundId
    checked: int = 0
    returned: int = 0
    wrongly_closed: int = 0
    overridden: int = 0
    version: int = 0


def why_checked(
    case: Case,
    kind: DecisionKind,
    *,
    support: bool,
    life: frozenset[str],
    rate: float,
    seed: str,
    returned: bool = False,
) -> str | None:
    """The rule by which a decision needs a second person, or None.

    All urgent cases that would leave the caseworker's hands; every closing without support of somebody with a life
    indicator; every closing of a case that was sent back before; and a seeded share (`rate`, 0 to 1, per government)
    of the other closings: the same case is always drawn or never, so nobody can close until it is not drawn.
    """
    if (case.danger or case.need is Need.URGENT) and kind not in {DecisionKind.IN_DEPTH, DecisionKind.VISIT}:
        return "urgent"
    if kind is not DecisionKind.CLOSE:
        return None
    if not support and life & set(case.indicators):
        return "life_indicator_without_support"
    if returned:
        return "returned_before"
    return "sampled" if drawn(case.id, seed, rate) else None


def drawn(case: CaseId, seed: str, rate: float) -> bool:
    """Whether a case is in the sample of that seed."""
    digest = hashlib.sha256(f"{seed}\x1f{case}".encode()).digest()
    return int.from_bytes(digest[:8]) < rate * 2**64


def what_forbids(
    decider: Official, decided_at: datetime, checker: Official, reading: Reading | None, case_version: int
) -> str | None:
    """One Korean sentence why this person may not judge this decision, or None.

    What was read must be what is judged: the case as it stands (`case_version`), decision and all.
    """
    if same_person(decider, checker):
        return "본인이 내린 결정은 본인이 확인할 수 없습니다. 다른 담당자에게 더블체크를 요청해 주세요."
    if reading is None or reading.at < decided_at:
        return "결정 이후 이 사례를 열어 본 기록이 없습니다. 사례를 열어 내용을 확인한 뒤 판단해 주세요."
    if reading.case_version != case_version:
        return "열어 본 뒤에 사례의 내용이 바뀌었습니다. 사례를 다시 열어 확인한 뒤 판단해 주세요."
    return None


def same_person(one: Official, other: Official) -> bool:
    """Whether two accounts are, or may well be, one person's: same account or duty number, or same name and no number
    that tells them apart. In doubt somebody else checks."""
    if one.id == other.id:
        return True
    if one.phone is not None and other.phone is not None:
        return one.phone == other.phone
    return _bare(one.name) == _bare(other.name)


def _bare(name: str) -> str:
    return "".join(name.split()).casefold()


def contradiction(verdict: Verdict, finding: CheckFinding, reason: str) -> str | None:
    """One Korean sentence when verdict, finding and reason do not go together, or None."""
    if (verdict is Verdict.CONFIRM) != (finding is CheckFinding.SOUND):
        return "확인 결과와 처리 내용이 맞지 않습니다. ‘이상 없음’일 때만 확정하고, 그 밖에는 되돌려 주세요."
    if verdict is Verdict.RETURN and not reason.strip():
        return "되돌리는 까닭을 적어 주세요."
    return None
