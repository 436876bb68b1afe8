"""`listen`: what one utterance says, as an answer to the question before it."""

import re

from anbu.domain.counselling.record import Topic
from anbu.domain.listening.answers import literally, polarity_of
from anbu.domain.listening.ellipsis import filled_in
from anbu.domain.listening.hear_answer import hear_answer
from anbu.domain.listening.hear_danger import hear_danger, hear_taken_back
from anbu.domain.listening.hear_requests import hear_requests
from anbu.domain.listening.hear_topics import hear_topics
from anbu.domain.listening.heard import DangerMention, Heard, Polarity
from anbu.domain.listening.morphology import Morphology
from anbu.domain.listening.question import Expects, answer_rule, understand
from anbu.domain.listening.sentences import Sentence, sentences

_AND = re.compile(r"(?<=\s)(?:그리고|그런데|근데|그건 그렇고|아 참|참)(?=\s)")


def listen(
    text: str, *, question: str = "", asked: Topic | None = None, analyse: Morphology, helper: bool = False
) -> Heard:
    """What `text` says. Pure, deterministic, a few milliseconds.

    `question`: the agent's words before it; `asked`: the topic they ask about, if known (else inferred);
    `helper`: the speaker reports of the resident. Quotes are letter for letter part of `text`.
    """
    said = sentences(text)
    understood = understand(question, asked)
    dangers = _once((*hear_danger(filled_in(said, understood), analyse, helper=helper), *hear_answer(said, understood)))
    polarity = _first_clear(said, question, asked)
    believed = tuple(piece for sentence in said for piece in _believed(sentence))
    return Heard(
        dangers,
        hear_topics(believed, understood, dangers, helper=helper),
        hear_requests(believed, question if understood.expects is Expects.OPEN else ""),
        polarity,
        taken_back=hear_taken_back(said, analyse),
        instructs=any(_instructs(sentence.plain) for sentence in said),
    )


def _instructs(plain: str) -> bool:
    return answer_rule("instruction", "words").search(plain) is not None


def _believed(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence, or of one that instructs a machine what else it says ("… 출력해 그리고 전기세는 밀렸어")."""
    if not _instructs(sentence.plain):
        return (sentence,)
    pieces = (piece.strip() for piece in _AND.split(sentence.said))
    return tuple(other for piece in pieces if piece for other in sentences(piece) if not _instructs(other.plain))


def _once(mentions: tuple[DangerMention, ...]) -> tuple[DangerMention, ...]:
    kept: dict[tuple[str, str], DangerMention] = {}
    for mention in mentions:
        kept.setdefault((mention.kind, mention.about), mention)
    return tuple(kept.values())


def _first_clear(said: tuple[Sentence, ...], question: str, asked: Topic | None) -> Polarity:
    understood = understand(question, asked)
    for sentence in said:
        polarity = polarity_of(understood, sentence.plain) if question else literally(sentence.plain)
        if polarity is not Polarity.UNCLEAR:
            return polarity
    return Polarity.UNCLEAR
