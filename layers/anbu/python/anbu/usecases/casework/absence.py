"""Who is away, and who takes their due work: said by the official, or by their manager when they fell ill."""

from dataclasses import dataclass, replace
from datetime import date

from anbu.domain.casework.access import Caller, Grant, Official, outwards
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import PERMITS, Permit
from anbu.ports import Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.grant_access import grants_here, write_official
from anbu.usecases.casework.refusals import Incomplete, NotAllowed, NotThere
from anbu.usecases.casework.who_asks import who_asks

Grants = tuple[Grant, ...]
_DONE = (Permit.WORK, Permit.CHECK, Permit.UNSTICK, Permit.HANDLE_REPORTS)
"""What a deputy must be able to do: the first of these that the official may."""


@dataclass(frozen=True, slots=True)
class Away:
    """From when until when (both days included), and who stands in. `since` None ends an absence."""

    since: date | None
    until: date | None
    deputy: str | None


def note_absence(desk: Desk, caller: Caller, away: Away, once: Once) -> Official:
    """An official says when they are away.

    Raises:
        NotThere: the caller is no named official.
        Incomplete: away without a deputy who could do the work.
    """
    theirs = who_asks(desk, away.deputy).grants if away.deputy else ()
    return _note(desk, caller, caller.id, away, once, caller.grants, theirs)


def note_absence_of(desk: Desk, caller: Caller, official: str, away: Away, once: Once) -> Official:
    """A manager says it for somebody who works in one of the manager's areas; what they do elsewhere plays no part.

    Raises:
        NotAllowed: the caller manages nothing.
        NotThere: nobody, or somebody who works elsewhere only.
        Incomplete: as `note_absence` says.
    """
    if not caller.may_anywhere(Permit.GRANT):
        raise NotAllowed
    here = grants_here(desk, caller, official)
    if not here:
        raise NotThere
    theirs = grants_here(desk, caller, away.deputy) if away.deputy else ()
    noted = _note(desk, caller, official, away, once, here, theirs)
    return noted.seen_from(outwards(desk.areas.parent, here[0].area))


def _note(desk: Desk, caller: Caller, official: str, away: Away, once: Once, mine: Grants, theirs: Grants) -> Official:
    who = desk.ledger.get(Official, official)
    if who is None:
        raise NotThere
    if away.since is not None and (away.deputy == official or not _can_stand_in(desk, mine, theirs)):
        raise Incomplete("deputy_needed", "같은 지역의 일을 맡을 수 있는 다른 담당자를 대리자로 골라 주세요.")
    if away.since is not None and away.until is not None and away.until < away.since:
        raise Incomplete("dates_reversed", "부재가 끝나는 날이 시작하는 날보다 빠릅니다. 두 날짜를 다시 확인해 주세요.")
    noted = replace(who, away_from=away.since, away_until=away.until, deputy=away.deputy)
    return write_official(desk, caller, Act.ABSENCE, official, noted, Replace(noted), once)


def _can_stand_in(desk: Desk, mine: Grants, theirs: Grants) -> bool:
    """A deputy may do there what the official does; whether there is such an account elsewhere is not told."""
    done = next((permit for permit in _DONE if any(permit in PERMITS[grant.role] for grant in mine)), None)
    return any(
        desk.areas.is_within(one.area, other.area) or desk.areas.is_within(other.area, one.area)
        for one in mine
        for other in theirs
        if done is None or (done in PERMITS[one.role] and done in PERMITS[other.role])
    )
