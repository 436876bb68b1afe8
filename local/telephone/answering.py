"""Who answers at which number: drawn from the personas by (seed, number), so that a round can be played again alike."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from local.residents.persona import Persona
from local.telephone.settings import Oddity, Residents

UNANSWERED = {
    "no_answer": "TELECOM_UNANSWERED",
    "busy": "TELECOM_BUSY",
    "invalid_number": "TELECOM_NUMBER_INVALID",
}
_NETWORK: tuple[Oddity, ...] = ("TELECOM_POTENTIAL_BLOCKING", "TELECOM_PROBLEM", "TELECOM_TIMEOUT")


@dataclass(frozen=True, slots=True)
class Ring:
    """What comes of ringing once. `reason`: why nobody answered (a disconnectReason); None: somebody did."""

    persona: Persona
    seconds: float
    reason: str | None


def ring(number: str, times: int, personas: Sequence[Persona], settings: Residents) -> Ring:
    """Ring this number for the `times`-th time. Who lives there never changes; whether they are at home does."""
    persona = _who_lives_at(number, personas, settings)
    today = _dice(settings.seed, number, str(times))
    seconds = today.uniform(3, 18)
    fault = next((oddity for oddity in _NETWORK if settings.is_odd(number, oddity)), None)
    if fault is not None:
        return Ring(persona, 2, fault)
    if not persona.picks_up:
        reason = UNANSWERED[str(persona.answers_phone)]
        return Ring(persona, 60 if reason == "TELECOM_UNANSWERED" else 2, reason)
    if persona.answers_phone is True and number not in settings.homes and today.random() >= settings.answer_rate:
        return Ring(persona, 60, "TELECOM_UNANSWERED")
    return Ring(persona, seconds, None)


def _who_lives_at(number: str, personas: Sequence[Persona], settings: Residents) -> Persona:
    """Who was told to live there, or somebody drawn.

    Raises:
        StopIteration: nobody has the name that the settings tell.
    """
    if number in settings.homes:
        return next(persona for persona in personas if persona.name == settings.homes[number])
    return personas[_dice(settings.seed, number).randrange(len(personas))]


def _dice(seed: int, *parts: str) -> random.Random:
    """Not `random.Random(str)`: that may differ between versions of Python."""
    digest = hashlib.sha256("\x1f".join((str(seed), *parts)).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))
