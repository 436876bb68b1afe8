"""The states of a case (contract 9), and whose turn it is in each."""

from enum import StrEnum


class State(StrEnum):
    """Every open case is in exactly one of these, with an owner and a due time."""

    NOTICE_DUE = "notice_due"
    CALL_DUE = "call_due"
    CALLING = "calling"
    LOOKUP = "lookup"
    FREEZING = "freezing"
    SUMMARISING = "summarising"
    FIX_ROW = "fix_row"
    STAFF_CALL = "staff_call"
    VISIT = "visit"
    REVIEW = "review"
    DECIDE = "decide"
    DOUBLE_CHECK = "double_check"
    REFERRED = "referred"
    MONITORING = "monitoring"
    STUCK = "stuck"
    CLOSED = "closed"

    @property
    def is_the_machines(self) -> bool:
        """The machine moves it on; `reconcile` and the planner find it when it is overdue."""
        return self in MACHINE_STATES

    @property
    def is_peoples(self) -> bool:
        """People of the case's area move it on."""
        return self is not State.CLOSED and self not in MACHINE_STATES


MACHINE_STATES = frozenset(
    {State.NOTICE_DUE, State.CALL_DUE, State.CALLING, State.LOOKUP, State.FREEZING, State.SUMMARISING}
)
