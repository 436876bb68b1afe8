"""Who lives together: cases of one address stand together, so that a page is a household's page and a visit is one."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case
from anbu.domain.ids import AreaCode, CaseId, RoundId


@dataclass(frozen=True, slots=True)
class HouseholdOfCase:
    """A case of a household, found by the keyed hash of its address."""

    household: str
    case_id: CaseId
    area: AreaCode
    round_id: RoundId
    version: int = 0


def household_of(case: Case) -> tuple[HouseholdOfCase, ...]:
    """The link to write with a new case; none where the address is not known."""
    return (HouseholdOfCase(case.household, case.id, case.area, case.round_id),) if case.household else ()
