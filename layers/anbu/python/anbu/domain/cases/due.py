"""Due times as keys: how what is due is found by query (design, «the ledger's keys»)."""

from datetime import UTC, datetime

from anbu.domain.cases.case import Case


def due_partition(state: str, priority: str, shard: int) -> str:
    """Where cases of one state, class and shard stand in the due index."""
    return f"{state}#{priority}#{shard}"


def moment(at: datetime) -> str:
    """An instant as a sort key: UTC, to the second, comparable as text."""
    return at.astimezone(UTC).isoformat()[:19] + "Z"


def due_entry(case: Case) -> tuple[str, str] | None:
    """The case's place in the due index; None once it is closed."""
    if case.due_at is None:
        return None
    return due_partition(case.state, case.priority, case.shard), f"{moment(case.due_at)}#{case.id}"
