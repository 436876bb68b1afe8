"""An officer who was rung takes the alert on by pressing a key: in their own name, with a line in their audit chain."""

from anbu.domain.casework.access import Official
from anbu.domain.casework.audit import Act
from anbu.domain.casework.rota import AlertCall, DutyCallState
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.values import replace
from anbu.ports import Clock, Conflict, Ledger, Replace
from anbu.usecases.casework.keep import audit_line

_TRIES = 5


def still_open(call_id: str, ledger: Ledger) -> bool:
    """Whether the alert that an officer is being rung for still waits for somebody."""
    call = ledger.get(AlertCall, call_id)
    alert = ledger.get(Alert, call.case_id, call.alert_id) if call else None
    return alert is not None and alert.state == "open"


def acknowledge_by_key(call_id: str, ledger: Ledger, clock: Clock) -> bool:
    """Whether the alert is acknowledged now: by who was rung, or by who was quicker. Pressed twice, it is once.

    Somebody without a name acknowledges nothing.
    """
    for _ in range(_TRIES):
        call = ledger.get(AlertCall, call_id)
        alert = ledger.get(Alert, call.case_id, call.alert_id) if call else None
        officer = ledger.get(Official, call.reached) if call and call.reached else None
        if call is None or alert is None or officer is None or not officer.name:
            return False
        if alert.state == "acknowledged":
            return True
        now = clock.now()
        taken = replace(alert, state="acknowledged", acknowledged_by=officer.id, acknowledged_at=now)
        line = audit_line(ledger, now, officer.id, Act.ALERT, call.case_id, why="by_key", detail=(alert.id,))
        try:
            ledger.write(Replace(taken), Replace(replace(call, state=DutyCallState.ACKNOWLEDGED)), *line.changes)
        except Conflict:
            continue
        return True
    return False
