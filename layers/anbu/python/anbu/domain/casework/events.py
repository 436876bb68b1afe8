"""What other systems may want to know: versioned, ids only (schemas in docs/events/)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.round import Round
from anbu.domain.casework.decisions import Decision
from anbu.domain.dialogue.dialogue import Alert


@dataclass(frozen=True, slots=True)
class DomainEvent:
    """One event on the bus. `version` rises when a field is taken away or changes its meaning."""

    type: str
    at: datetime
    detail: Mapping[str, object]
    version: int = 1


def case_decided(decision: Decision) -> DomainEvent:
    """A caseworker has decided; `needs_check`: it does not hold yet."""
    detail = {
        "case_id": decision.case_id,
        "decision": decision.n,
        "kind": decision.kind,
        "reason": decision.reason,
        "needs_check": decision.needs_check,
    }
    return DomainEvent("CaseDecided", decision.at, detail)


def danger_found(alert: Alert) -> DomainEvent:
    """Danger was heard on a call."""
    detail = {"case_id": alert.case_id, "alert_id": alert.id, "area": alert.area, "kind": alert.kind}
    return DomainEvent("DangerFound", alert.raised_at, detail)


def round_sealed(sealed: Round, at: datetime) -> DomainEvent:
    """A round balances, everybody in it is decided, and its proof is kept."""
    return DomainEvent("RoundSealed", at, {"area": sealed.area, "round_id": sealed.id})
