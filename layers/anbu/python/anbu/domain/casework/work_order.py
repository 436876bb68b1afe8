"""The order of people's work: which group a case stands in, and its place there. The index keys are made of this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.case import Case
from anbu.domain.cases.due import moment
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode


class WorkGroup(StrEnum):
    """Groups in which a caseworker sees cases, the most pressing first. `urgent` gathers several states."""

    URGENT = "urgent"
    STUCK = "stuck"
    STAFF_CALL = "staff_call"
    REVIEW = "review"
    DECIDE = "decide"
    VISIT = "visit"
    DOUBLE_CHECK = "double_check"
    FIX_ROW = "fix_row"
    REFERRED = "referred"
    MONITORING = "monitoring"
    MACHINE = "machine"
    CLOSED = "closed"

    @property
    def rank(self) -> str:
        """Two digits: the place of the group in a list."""
        return f"{list(WorkGroup).index(self):02}"


PEOPLES_GROUPS = tuple(group for group in WorkGroup if group not in {WorkGroup.MACHINE, WorkGroup.CLOSED})
FAULT_GROUPS = tuple(group for group in PEOPLES_GROUPS if group is not WorkGroup.URGENT)
"""What somebody sees who keeps the machine running: states and faults, but not who is in danger or in need."""
_WAITING_FOR_OTHERS = {State.STUCK, State.DOUBLE_CHECK, State.REFERRED, State.MONITORING}


def group_of(case: Case) -> WorkGroup:
    """The one group in which a case stands now. What waits for others stays in its own queue."""
    if case.state is State.CLOSED:
        return WorkGroup.CLOSED
    if case.state.is_the_machines:
        return WorkGroup.MACHINE
    if (case.danger or case.need is Need.URGENT) and case.state not in _WAITING_FOR_OTHERS:
        return WorkGroup.URGENT
    return WorkGroup(case.state)


def work_partition(area: AreaCode) -> str:
    """Where the cases of one area stand: of a 읍면동 in the `list` index, of a 시군구 or 구 in `area`."""
    return f"WORK#{area}"


def work_place(case: Case) -> str:
    """The case's place in its area: group, due time, id."""
    due = moment(case.due_at) if case.due_at else "-"
    return f"{group_of(case).rank}#{due}#{case.id}"


def town_entry(case: Case) -> tuple[str, str]:
    """Entry of the `list` index: the work of a 읍면동."""
    return work_partition(case.area), work_place(case)


def district_entry(case: Case) -> tuple[str, str]:
    """Entry of the `area` index: the work of the 시군구 (or 구) that holds the person's 읍면동."""
    return work_partition(holder_of(case.area)), work_place(case)


def holder_of(area: AreaCode) -> AreaCode:
    """The 시군구, or 구 of a 시, that a 읍면동 lies directly in: its first five digits, as the codes are made."""
    return AreaCode(f"{area[:5]}00000")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an area's list: sort keys from `low` to `high`."""

    low: str
    high: str


def stretch_of(group: WorkGroup, since: datetime | None = None, until: datetime | None = None) -> Stretch:
    """One group: the whole of it, or what is due from `since` to before `until`."""
    low = f"{group.rank}#{moment(since) if since else ''}"
    return Stretch(low, f"{group.rank}#{moment(until) if until else '~'}")


def todays_stretches(at: str, groups: Sequence[WorkGroup] = PEOPLES_GROUPS) -> Iterator[Stretch]:
    """My work at `at` (a `moment`): what is overdue in every group first, then what is in time; nothing twice."""
    yield from (Stretch(f"{group.rank}#", f"{group.rank}#{at}") for group in groups)
    yield from (Stretch(f"{group.rank}#{at}", f"{group.rank}#~") for group in groups)
