"""Who may be ringing back: the cases of a telephone number."""

from dataclasses import dataclass

from anbu.domain.ids import CaseId, NumberKey, RoundId


@dataclass(frozen=True, slots=True)
class NumberOfCase:
    """A case that can be reached at a number. Written with the case; households share numbers: there may be several."""

    number: NumberKey
    case_id: CaseId
    round_id: RoundId
    version: int = 0
