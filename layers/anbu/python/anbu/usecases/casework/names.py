"""Names of officials, so that a person reads who it was and not the number of an account."""

from collections.abc import Iterable

from anbu.domain.casework.access import Official, outwards
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.desk import Desk


def names_of(desk: Desk, accounts: Iterable[str | None], area: AreaCode | None) -> dict[str, str]:
    """Account → name, of those who have one, as they are known in the area; each is read once.

    `area` None: across places, the names that are their own.
    """
    here = tuple(outwards(desk.areas.parent, area)) if area else ()
    found = {account: desk.ledger.get(Official, account) for account in dict.fromkeys(accounts) if account}
    return {account: official.seen_from(here).name for account, official in found.items() if official is not None}
