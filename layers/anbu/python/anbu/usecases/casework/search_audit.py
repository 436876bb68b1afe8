"""Auditors read who saw and did what: of one case, or of one official. Their reading is an act as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.due import moment
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act, AuditEntry, AuditHead, broken_links, hash_of
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, CaseId
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import keep
from anbu.usecases.casework.refusals import NotAllowed, NotThere
from anbu.usecases.casework.who_asks import reachable_case, who_asks


@dataclass(frozen=True, slots=True)
class Between:
    """A stretch of time, both ends included; None: open."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def keys(self) -> dict[str, str]:
        """As bounds of sort keys that begin with a moment."""
        low = {"low": moment(self.since)} if self.since else {}
        return low | ({"high": moment(self.until) + "~"} if self.until else {})


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page. `broken`: numbers of entries that do not fit their hash, or the entries before and behind.

    `area`: where the case lies, if all of them are of one.
    """

    entries: tuple[AuditEntry, ...]
    broken: tuple[int, ...]
    cursor: str | None
    area: AreaCode | None = None


def audit_of_case(
    desk: Desk, caller: Caller, case_id: CaseId, limit: int, cursor: str | None, between: Between
) -> AuditPage:
    """Who saw and did what with a case, the latest first."""
    case = reachable_case(desk, caller, case_id, Permit.SEE_AUDIT)
    keep(desk, caller, Act.AUDIT, case_id)
    page = desk.ledger.query(
        AuditEntry, Index.LIST, f"SEEN#{case_id}", limit=limit, cursor=cursor, newest_first=True, **between.keys
    )
    return AuditPage(page.items, _wrong(page.items), page.cursor, case.area)


def audit_of_official(desk: Desk, caller: Caller, official: str, limit: int, after: int, between: Between) -> AuditPage:
    """An official's chain behind entry `after`, checked link by link, over the borders of pages and to its end; or,
    of a stretch of time, the latest first, each entry checked by itself. The cursor of a chain is a number.

    Raises:
        NotThere: nobody, or somebody with a role outside the auditor's areas.
    """
    _may_audit(desk, caller, official)
    keep(desk, caller, Act.AUDIT, official)
    if between.keys:
        return _of_a_time(desk, official, limit, after, between)
    page = desk.ledger.query(AuditEntry, Index.OWN, official, low=f"{after + 1:09}", limit=limit)
    before = desk.ledger.get(AuditEntry, official, after) if after else None
    head = desk.ledger.get(AuditHead, official) or AuditHead(official)
    last = page.items[-1].seq if page.items else after
    broken = list(broken_links(page.items, before, after))
    if page.cursor is None and last < head.seq:
        broken.append(last + 1)  # cut off at the end
    return AuditPage(page.items, tuple(broken), str(last) if page.cursor else None)


def _of_a_time(desk: Desk, official: str, limit: int, before: int, between: Between) -> AuditPage:
    """`before`: the number that the page begins under; 0 at the latest."""
    keys = between.keys
    if before and (last := desk.ledger.get(AuditEntry, official, before)) is not None:
        keys |= {"high": f"{moment(last.at)}#{before - 1:09}"}
    page = desk.ledger.query(AuditEntry, Index.AREA, f"ACTS#{official}", limit=limit, newest_first=True, **keys)
    return AuditPage(page.items, _wrong(page.items), str(page.items[-1].seq) if page.cursor else None)


def _wrong(entries: Sequence[AuditEntry]) -> tuple[int, ...]:
    return tuple(entry.seq for entry in entries if entry.hash != hash_of(entry))


def _may_audit(desk: Desk, caller: Caller, official: str) -> None:
    if not caller.may_anywhere(Permit.SEE_AUDIT):
        raise NotAllowed
    grants = who_asks(desk, official).grants
    if not grants or not all(caller.may(Permit.SEE_AUDIT, grant.area, desk.areas) for grant in grants):
        raise NotThere
