"""A language model's opinion of a turn: it raises what the rules found, never lowers it; its words are checked."""

from dataclasses import dataclass, replace

from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.acknowledge import may_be_spoken
from anbu.domain.dialogue.reading import Reading
from anbu.domain.listening.heard import DangerMention


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model made of one turn. Quotes are held against the words."""

    dangers: tuple[tuple[DangerKind, str], ...] = ()
    acknowledgement: str = ""


def checked(opinion: Opinion, words: str) -> Opinion:
    """The opinion with only what stands up: dangers quoted from the words, an acknowledgement that may be said."""
    grounded = tuple((kind, quote) for kind, quote in opinion.dangers if quote.strip() and quote in words)
    spoken = opinion.acknowledgement.strip()
    return Opinion(grounded, spoken if may_be_spoken(spoken) else "")


def merged(reading: Reading, opinion: Opinion | None) -> Reading:
    """The reading with the dangers that only the model saw. Nothing is taken away."""
    if opinion is None:
        return reading
    known = {danger.kind for danger in reading.dangers}
    more = tuple(DangerMention(kind, quote, entry="model") for kind, quote in opinion.dangers if kind not in known)
    return replace(reading, dangers=reading.dangers + more)
