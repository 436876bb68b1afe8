"""Names of officials, so that a person reads who it was and not the number of an account."""

from collections.abc import Iterable

from anbu.domain.casework.access import Official
from anbu.usecases.casework.desk import Desk


def names_of(desk: Desk, accounts: Iterable[str | None]) -> dict[str, str]:
    """Account → name, of those who have one; each is read once."""
    found = {account: desk.ledger.get(Official, account) for account in dict.fromkeys(accounts) if account}
    return {account: official.name for account, official in found.items() if official is not None}
