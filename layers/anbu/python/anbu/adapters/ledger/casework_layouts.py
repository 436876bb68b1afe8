"""Keys of what people do: grants, decisions, checks, the audit chain. Imported by `layouts.py`."""

from anbu.adapters.ledger.keys import IndexEntry, register
from anbu.domain.cases.due import moment
from anbu.domain.casework.access import Grant, Official
from anbu.domain.casework.audit import AuditEntry, AuditHead
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.double_check import Check, CheckFigures, Reading
from anbu.domain.casework.figures import MonthFigures, RoundFigures
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.once import Done
from anbu.domain.casework.postal import PostalCheck
from anbu.domain.casework.reports import RateCount, Report, ReportText
from anbu.domain.casework.rota import AlertCall, AlertText, Rota
from anbu.domain.casework.work_done import (
    Assigned,
    FormFilled,
    Note,
    Objection,
    RecordEdit,
    Referral,
    StaffCall,
    Visit,
)
from anbu.domain.casework.work_order import holder_of
from anbu.domain.dialogue.dialogue import Alert

register(
    Official,
    "OFFICIAL#{0}",
    "OFFICIAL",
    "id",
    list=lambda official: (f"DEPUTY#{official.deputy}", official.id) if official.deputy else None,
)
register(
    Grant,
    "OFFICIAL#{0}",
    "GRANT#{1}#{2}",
    "official role area",
    list=lambda grant: (f"GRANTS#{grant.area}", f"{grant.role}#{grant.official}"),
)
register(Assigned, "OFFICIAL#{0}", "ASSIGNED#{1}", "official case_id")
register(Done, "DONE#{0}", "DONE#{1}", "official key")
register(
    AuditEntry,
    "AUDIT#{0}",
    "ENTRY#{1:09}",
    "chain seq",
    list=lambda entry: (f"SEEN#{entry.subject}", f"{moment(entry.at)}#{entry.chain}#{entry.seq:09}"),
    area=lambda entry: (f"ACTS#{entry.chain}", f"{moment(entry.at)}#{entry.seq:09}"),
)
register(AuditHead, "CHAIN#{0}", "HEAD", "chain")
register(Reading, "CASE#{0}", "READING#{1}", "case_id official")
register(Decision, "CASE#{0}", "DECISION#{1:04}", "case_id n")
register(Check, "CASE#{0}", "CHECK#{1:04}", "case_id n")
register(CheckFigures, "ROUND#{0}", "CHECKS#{1}", "area round_id")
for kind, name in (
    (StaffCall, "STAFFCALL"),
    (Visit, "VISIT"),
    (Note, "NOTE"),
    (Referral, "REFERRAL"),
    (RecordEdit, "EDIT"),
    (FormFilled, "FORM"),
):
    register(kind, "CASE#{0}", name + "#{1:04}", "case_id n")
register(
    Objection,
    "CASE#{0}",
    "OBJECTION#{1:04}",
    "case_id n",
    list=lambda asked: _open_objection(asked, asked.area),
    area=lambda asked: _open_objection(asked, holder_of(asked.area)),
)
register(RoundFigures, "ROUND#{0}", "FIGURES#{1}", "area round_id")
register(
    MonthFigures,
    "FIGURES#{0}",
    "MONTH#{1}",
    "area month",
    area=lambda figures: (f"FIGURES#{holder_of(figures.area)}", f"{figures.month}#{figures.area}"),
)
register(HouseholdOfCase, "HOUSEHOLD#{0}", "CASE#{1}", "household case_id")
register(
    Report,
    "REPORT#{0}",
    "REPORT",
    "id",
    list=lambda report: (f"REPORTS#{report.area}", f"{moment(report.at)}#{report.id}"),
    area=lambda report: (f"REPORTS#{holder_of(report.area)}", f"{moment(report.at)}#{report.id}"),
)
register(ReportText, "CASE#{0}", "REPORTTEXT", "case_id")
register(RateCount, "RATE#{0}", "HOUR#{1}", "who hour")
register(PostalCheck, "CASE#{0}", "POSTAL#{1:04}", "case_id n")
register(Rota, "ROTA#{0}", "ROTA", "area")
register(AlertText, "CASE#{0}", "ALERTTEXT#{1}#{2:04}", "case_id alert_id rung")
register(AlertCall, "DUTY#{0}", "CALL", "id")


def _open_objection(asked: Objection, area: str) -> IndexEntry | None:
    """Where a person's request waits until it is answered."""
    if asked.answered_at is not None:
        return None
    return (f"OBJECTIONS#{area}", f"{moment(asked.due_at)}#{asked.case_id}#{asked.n:04}")


def open_alert(alert: Alert, area: str) -> IndexEntry | None:
    """Where an alert waits in an area until it is acknowledged."""
    return (f"ALERTS#{area}", f"{moment(alert.raised_at)}#{alert.id}") if alert.state == "open" else None
