"""Row-level access: a grant is a role in an area, and an area holds all that lies in it (the tree, never digits)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from anbu.domain.casework.roles import PERMITS, Permit, Role
from anbu.domain.ids import AreaCode


class Areas(Protocol):
    """What access needs of the area tree."""

    def is_within(self, code: AreaCode, ancestor: AreaCode) -> bool:
        """Whether `code` is `ancestor` or lies in it."""
        ...

    def parent(self, code: AreaCode) -> AreaCode | None:
        """The area that it lies in, or None for a 시도."""
        ...

    def children(self, code: AreaCode) -> tuple[AreaCode, ...]:
        """What lies directly in it."""
        ...

    def name(self, code: AreaCode) -> str:
        """Its full name, from the 시도 down; the code where it is not known."""
        ...

    def __contains__(self, code: str) -> bool:
        """Whether there is such an area."""
        ...


@dataclass(frozen=True, slots=True)
class EnteredAs:
    """How the managers of one area have entered somebody: it counts there, and is told nowhere else."""

    area: AreaCode
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A person of the staff, by name: the id is the `sub` of their token, which says nothing else about them."""

    id: str
    name: str
    """Their own, as first entered, or put right by who manages every place in which they are known."""
    deputy: str | None = None
    """Who takes their due work while they are away."""
    away_from: date | None = None
    away_until: date | None = None
    """Both included."""
    phone: str | None = None
    """Duty number (E.164) for alerts; texts to it carry no personal data."""
    entered: tuple[EnteredAs, ...] = ()
    """By whom they were entered: an area each, that of the latest entry last."""
    version: int = 0

    def is_away(self, on: date) -> bool:
        """Whether they are away on that day."""
        return self.away_from is not None and self.away_from <= on <= (self.away_until or date.max)

    def seen_from(self, places: Iterable[AreaCode]) -> "Official":
        """The official as the first of these places that has entered them knows them: an area, then what holds it."""
        by_area = {entry.area: entry for entry in self.entered}
        found = next((by_area[place] for place in places if place in by_area), None)
        return replace(self, name=found.name, phone=found.phone) if found else self

    def entered_in(self, entry: EnteredAs) -> "Official":
        """The official with this entry; there is one of an area."""
        others = (one for one in self.entered if one.area != entry.area)
        return replace(self, entered=(*others, entry))


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of one official in one area, given by a named person."""

    official: str
    role: Role
    area: AreaCode
    granted_by: str
    granted_at: datetime
    until: datetime | None = None
    """From when it no longer holds; None: until it is taken back."""
    version: int = 0

    def holds(self, now: datetime) -> bool:
        """Whether it counts at that moment."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, with the grants that hold now."""

    id: str
    name: str
    grants: tuple[Grant, ...]

    def may(self, permit: Permit, area: AreaCode, areas: Areas) -> bool:
        """Whether one of the grants allows this in that area."""
        return any(
            permit in PERMITS[grant.role] and area in areas and areas.is_within(area, grant.area)
            for grant in self.grants
        )

    def may_anywhere(self, permit: Permit) -> bool:
        """Whether there is any area at all in which this is allowed."""
        return any(permit in PERMITS[grant.role] for grant in self.grants)

    def areas_for(self, permit: Permit) -> Iterator[AreaCode]:
        """The areas in which this is allowed, each once, in the order of the grants."""
        yield from dict.fromkeys(grant.area for grant in self.grants if permit in PERMITS[grant.role])


AreaAbove = Callable[[AreaCode], AreaCode | None]
"""`Areas.parent`, where nothing else of the tree is needed."""


def outwards(above: AreaAbove, area: AreaCode) -> Iterator[AreaCode]:
    """The area, and those that it lies in, the nearest first."""
    here: AreaCode | None = area
    while here is not None:
        yield here
        here = above(here)
