"""Who is on the line, from what they say when asked: the person themself, somebody else, a machine."""

from anbu.domain.dialogue.dialogue import Dialogue, Step, Who
from anbu.domain.dialogue.introduced import Introduced
from anbu.domain.dialogue.reading import Reading

_THIRD = frozenset({"dead", "moved", "in_hospital", "relative", "absent", "comes", "speaks_of"})
_ANYWHERE = frozenset({"for_another"})
_AFTER_ALL = dict.fromkeys((Step.CONSENT, Step.CONFIRM_STOP), frozenset({"kin_after_all", "for_another"}))
"""Whoever let themself be taken for the person says so: in more words before they were asked of their life."""
_REPORTS = frozenset({"relative", "speaks_of"})
_ABOUT_THE_CALL = frozenset({"who", "what", "scam", "source"})


def who_speaks(reading: Reading, dialogue: Dialogue) -> Who:
    """Whom these words show; `UNKNOWN` if they do not tell. In doubt unknown: it is asked once more, nothing told."""
    if dialogue.who is Who.SELF and dialogue.step is not Step.IDENTITY:
        return _after_all(reading, dialogue)
    if dialogue.step is Step.UNKNOWN_CALLER:
        return Who.UNKNOWN
    if dialogue.step is Step.OFFER:
        return Who.OTHER if reading.signals & _REPORTS else Who.UNKNOWN
    return next((who for who, shown in _SHOWS if shown(reading, dialogue)), Who.UNKNOWN)


def _after_all(reading: Reading, dialogue: Dialogue) -> Who:
    if dialogue.step is Step.CONSENT and "wrong_after_all" in reading.signals:
        return Who.WRONG
    return Who.OTHER if reading.signals & _AFTER_ALL.get(dialogue.step, _ANYWHERE) else Who.UNKNOWN


def _machine(reading: Reading, _: Dialogue) -> bool:
    return "machine" in reading.signals and "self" not in reading.signals


def _wrong(reading: Reading, _: Dialogue) -> bool:
    return bool(reading.signals & {"wrong_number", "wrong_after_all"})


def _speaks_of_another(reading: Reading, _: Dialogue) -> bool:
    signals = reading.signals
    if "third_person" in signals or reading.introduced is Introduced.OTHER:
        return True
    named_themself = "self" in signals or reading.introduced is Introduced.SELF
    return bool(signals & _THIRD) and not (named_themself and _claims(reading))


def _speaks_of_themself(reading: Reading, _: Dialogue) -> bool:
    return _claims(reading) and "handed" not in reading.signals


def _claims(reading: Reading) -> bool:
    claims = "self" in reading.signals or reading.introduced is Introduced.SELF
    named = reading.introduced is Introduced.NAMED and not reading.asks
    return (claims or named) and not reading.signals & {"not_self", "relative"}


def _answers_yes(reading: Reading, dialogue: Dialogue) -> bool:
    """A yes to «본인 맞으세요?», and to no other question."""
    return (
        dialogue.step is Step.IDENTITY
        and reading.introduced is not Introduced.UNCLEAR
        and "yes_at_identity" in reading.signals
        and not reading.signals & {"again", "not_self", "handed"}
    )


def _answers_no(reading: Reading, dialogue: Dialogue) -> bool:
    if dialogue.step is Step.IDENTITY and "instead" in reading.signals:
        return True
    return "not_self" in reading.signals and not reading.signals & (_ABOUT_THE_CALL | {"again"})


_SHOWS = (
    (Who.MACHINE, _machine),
    (Who.WRONG, _wrong),
    (Who.OTHER, _speaks_of_another),
    (Who.SELF, _speaks_of_themself),
    (Who.SELF, _answers_yes),
    (Who.OTHER, _answers_no),
)
"""The first that holds."""
