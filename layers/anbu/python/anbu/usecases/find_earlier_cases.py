"""The same person in earlier rounds: what happened then."""

from collections.abc import Iterator

from anbu.domain.cases.case import Case
from anbu.domain.lists.upload import PersonOfCase
from anbu.ports import Index, Ledger


def find_earlier_cases(ledger: Ledger, case: Case) -> Iterator[Case]:
    """Other cases of this person, of every round of the deployment."""
    for link in ledger.query(PersonOfCase, Index.OWN, case.person_key).items:
        earlier = ledger.get(Case, link.case_id) if link.case_id != case.id else None
        if earlier:
            yield earlier
