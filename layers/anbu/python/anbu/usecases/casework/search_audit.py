"""Auditors read who saw and did what: of one case, or of one official. Their reading is an act as well."""

from dataclasses import dataclass

from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act, AuditEntry, hash_of
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import CaseId
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import keep
from anbu.usecases.casework.refusals import NotAllowed, NotThere
from anbu.usecases.casework.who_asks import reachable_case, who_asks


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page. `broken`: numbers of entries that do not fit their hash or the entry before."""

    entries: tuple[AuditEntry, ...]
    broken: tuple[int, ...]
    cursor: str | None


def audit_of_case(desk: Desk, caller: Caller, case_id: CaseId, limit: int, cursor: str | None) -> AuditPage:
    """Who saw and did what with a case, the latest first."""
    reachable_case(desk, caller, case_id, Permit.SEE_AUDIT)
    keep(desk, caller, Act.AUDIT, case_id)
    page = desk.ledger.query(AuditEntry, Index.LIST, f"SEEN#{case_id}", limit=limit, cursor=cursor, newest_first=True)
    return AuditPage(page.items, tuple(entry.seq for entry in page.items if entry.hash != hash_of(entry)), page.cursor)


def audit_of_official(desk: Desk, caller: Caller, official: str, limit: int, cursor: str | None) -> AuditPage:
    """An official's whole chain, from its beginning; each page is checked link by link.

    Raises:
        NotThere: nobody, or somebody with a role outside the auditor's areas.
    """
    if not caller.may_anywhere(Permit.SEE_AUDIT):
        raise NotAllowed
    grants = who_asks(desk, official).grants
    if not grants or not all(caller.may(Permit.SEE_AUDIT, grant.area, desk.areas) for grant in grants):
        raise NotThere
    keep(desk, caller, Act.AUDIT, official)
    page = desk.ledger.query(AuditEntry, Index.OWN, official, limit=limit, cursor=cursor)
    broken, before = [], None
    for entry in page.items:
        follows = before is None or (entry.previous == before.hash and entry.seq == before.seq + 1)
        if entry.hash != hash_of(entry) or not follows:
            broken.append(entry.seq)
        before = entry
    return AuditPage(page.items, tuple(broken), page.cursor)
