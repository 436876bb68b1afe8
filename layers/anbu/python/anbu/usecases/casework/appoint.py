"""The first manager of an area: named by whoever runs the deployment, because nobody is there yet who could."""

from anbu.domain.casework.access import Areas, EnteredAs, Grant, Official, outwards
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Change, Clock, Create, Index, Ledger, Replace
from anbu.usecases.casework.keep import audit_line
from anbu.usecases.casework.refusals import Incomplete, NotNow

DEPLOYMENT = "deployment"
"""The chain in the audit of who runs the deployment: it has no account."""


def appoint_manager(ledger: Ledger, clock: Clock, areas: Areas, account: str, name: str, area: AreaCode) -> Grant:
    """Makes an account the manager of an area that has none; from then on managers name each other over the API.

    Raises:
        Incomplete: there is no such area.
        NotNow: the area, or one that it lies in, has a manager.
    """
    if area not in areas:
        raise Incomplete("no_such_area", "그런 지역이 없습니다. 행정표준코드 10자리를 확인해 주세요.")
    now = clock.now()
    for where in outwards(areas.parent, area):
        page = ledger.query(Grant, Index.LIST, f"GRANTS#{where}", low=f"{Role.MANAGER}#", high=f"{Role.MANAGER}#~")
        if any(grant.holds(now) for grant in page.items):
            raise NotNow("has_a_manager", "이 지역에는 이미 관리자가 있습니다. 그 관리자에게 권한을 요청해 주세요.")
    before = ledger.get(Official, account)
    known = replace(before, name=name) if before else Official(account, name)
    entered = known.entered_in(EnteredAs(area, name, known.phone))
    named: Change = Replace(entered) if before else Create(entered)
    given = Grant(account, Role.MANAGER, area, DEPLOYMENT, now)
    line = audit_line(ledger, now, DEPLOYMENT, Act.GRANT, account, why="appointed", detail=(Role.MANAGER, area))
    held = ledger.get(Grant, account, Role.MANAGER, area)
    grant: Change = Replace(replace(given, version=held.version)) if held else Create(given)
    ledger.write(named, grant, *line.changes)
    return given
