"""The doors that the contact flows knock at (InvokeLambdaFunction): flat text in, flat text out."""

from collections.abc import Callable, Mapping
from typing import Any

from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.domain.phones import PhoneNumber
from anbu.usecases.casework.acknowledge_by_key import acknowledge_by_key, still_open
from anbu.usecases.close_call import close_call, whisper
from anbu.usecases.conversing import Conversing
from anbu.usecases.greet_ring_back import greet_ring_back
from anbu.usecases.open_call import Opening, open_call

Answer = dict[str, str]


def answer(details: Mapping[str, Any], world: Conversing) -> Answer:
    """What the door named in the parameters answers.

    Raises:
        KeyError: no such door: a fault of the flow.
    """
    return _DOORS[details["Parameters"]["door"]](details["ContactData"], world)


def _open(contact: Mapping[str, Any], world: Conversing) -> Answer:
    return _told(open_call(ContactId(contact["ContactId"]), _attempt(contact), world))


def _ring_back(contact: Mapping[str, Any], world: Conversing) -> Answer:
    address = str((contact.get("CustomerEndpoint") or {}).get("Address") or "")
    number = PhoneNumber(address) if address.startswith("+") else None  # withheld ones say "anonymous"
    return _told(greet_ring_back(ContactId(contact["ContactId"]), number, world))


def _close(contact: Mapping[str, Any], world: Conversing) -> Answer:
    return {"next": "hand_over" if close_call(_attempt(contact), world) else "end"}


def _whisper(contact: Mapping[str, Any], world: Conversing) -> Answer:
    return {"summary": whisper(_attempt(contact), world), "case_id": case_of(_attempt(contact))}


def _duty(contact: Mapping[str, Any], world: Conversing) -> Answer:
    return {"proceed": "yes" if still_open(_attempt(contact), world.ledger) else "no"}


def _duty_key(contact: Mapping[str, Any], world: Conversing) -> Answer:
    return {"proceed": "yes" if acknowledge_by_key(_attempt(contact), world.ledger, world.clock) else "no"}


def _attempt(contact: Mapping[str, Any]) -> AttemptId:
    return AttemptId(str((contact.get("Attributes") or {}).get("attemptId") or ""))


def _told(opening: Opening) -> Answer:
    if not opening.proceed or opening.first is None:
        return {"proceed": "no"}
    first = opening.first
    return {"proceed": "yes", "greeting": first.text, "attempt_id": first.attempt_id, "turn": str(first.turn)}


_DOORS: dict[str, Callable[[Mapping[str, Any], Conversing], Answer]] = {
    "open": _open,
    "ring_back": _ring_back,
    "close": _close,
    "whisper": _whisper,
    "duty": _duty,
    "duty_key": _duty_key,
}
