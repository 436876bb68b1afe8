"""Who is on the line, from what they say when asked: the person themself, somebody else, a machine."""

from anbu.domain.dialogue.dialogue import Dialogue, Step, Who
from anbu.domain.dialogue.introduced import Introduced
from anbu.domain.dialogue.reading import Reading

_THIRD = frozenset({"dead", "moved", "in_hospital", "relative", "absent", "comes"})
_ABOUT_THE_CALL = frozenset({"who", "what", "scam", "source"})


def who_speaks(reading: Reading, dialogue: Dialogue) -> Who:  # noqa: PLR0911 - one line a rule, in their order
    """Whom these words show; `UNKNOWN` if they do not tell. In doubt unknown: it is asked once more, nothing told."""
    signals = reading.signals
    if dialogue.who is Who.SELF or dialogue.step in {Step.UNKNOWN_CALLER, Step.OFFER}:
        return Who.UNKNOWN
    if "machine" in signals and "self" not in signals:
        return Who.MACHINE
    if "wrong_number" in signals:
        return Who.WRONG
    claims = "self" in signals or reading.introduced is Introduced.SELF
    named = reading.introduced is Introduced.NAMED and not reading.asks
    own = (claims or named) and not signals & {"not_self", "relative"}
    if "third_person" in signals or (signals & _THIRD and not (own and "self" in signals)):
        return Who.OTHER
    if reading.introduced is Introduced.OTHER:
        return Who.OTHER
    if own and "handed" not in signals:
        return Who.SELF
    if _answers_yes(reading, dialogue):
        return Who.SELF
    if "not_self" in signals and not signals & (_ABOUT_THE_CALL | {"again"}):
        return Who.OTHER
    return Who.UNKNOWN


def _answers_yes(reading: Reading, dialogue: Dialogue) -> bool:
    """A yes to «본인 맞으세요?», and to no other question."""
    return (
        dialogue.step is Step.IDENTITY
        and reading.introduced is not Introduced.UNCLEAR
        and "yes_at_identity" in reading.signals
        and not reading.signals & {"again", "not_self", "handed"}
    )
