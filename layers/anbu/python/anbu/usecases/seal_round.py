"""Seals a round once it balances and the machine has nothing left to do: the proof no longer needs personal data."""

import contextlib

from anbu.domain.cases.certificate import Certificate
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.values import replace
from anbu.ports import Clock, Conflict, Ledger, Replace


def seal_round(opened: Round, certificate: Certificate, seal: str, ledger: Ledger, clock: Clock) -> bool:
    """Seals it if it may be: balanced, no row to mend, everybody decided. Returns whether it did."""
    people = certificate.people
    done = (
        certificate.balanced
        and not certificate.ledger["rejected_open"]
        and people["closed"] == certificate.ledger["people"]
    )
    if not done or opened.state is RoundState.SEALED:
        return False
    with contextlib.suppress(Conflict):
        ledger.write(Replace(replace(opened, state=RoundState.SEALED, seal=seal, sealed_at=clock.now())))
        return True
    return False
