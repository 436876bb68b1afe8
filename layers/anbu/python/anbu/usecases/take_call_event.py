"""A contact event of Connect: events may be missing, doubled, out of order, with unset times and keys in any case."""

from collections.abc import Callable, Mapping
from typing import Any

from anbu.domain.cases.attempt import CallEnded, Contact
from anbu.domain.ids import ContactId
from anbu.usecases.free_chain import free_chain
from anbu.usecases.link_contact import contact_ended
from anbu.usecases.worlds import Work

_ENDS = {"DISCONNECTED", "COMPLETED"}


def take_call_event(
    detail: Mapping[str, Any], ended_of: Callable[[Mapping[str, Any]], CallEnded | None], work: Work
) -> None:
    """Takes the end of a contact into the ledger; other events say nothing that we act on.

    The end of a later contact of the chain (a hand-over) frees the line that the first one holds.
    """
    plain = {key.lower(): value for key, value in detail.items()}
    if plain.get("eventtype") not in _ENDS:
        return
    contact, first = str(plain["contactid"]), plain.get("initialcontactid")
    ended = ended_of(detail)
    if ended is None:
        return
    if first and first != contact and work.ledger.get(Contact, str(first)) is not None:
        free_chain(ContactId(str(first)), work)
        return
    contact_ended(ContactId(contact), ended, work)
