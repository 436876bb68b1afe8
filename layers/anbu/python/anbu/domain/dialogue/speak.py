"""The sentences of a reply with their values, and the markup for who asked to hear them slower or louder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from anbu.domain.dialogue.dialogue import Dialogue, Voice
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.moves import Reply
from anbu.domain.dialogue.numbers import digits_as_words
from anbu.domain.dialogue.when import in_words
from anbu.domain.times import aware

_MARKUP = {Voice.SLOW: 'rate="slow"', Voice.LOUD: 'volume="x-loud"'}


@dataclass(frozen=True, slots=True)
class Office:
    """In whose name we speak. `institution` stands in for the office before it is clear who listens, so it says nothing
    about welfare (곡성군청, not 희망복지팀)."""

    institution: str
    team: str
    number: str
    """Whom to ring back, as it is dialled: `061-360-0000`."""


def spoken_text(
    reply: Reply,
    dialogue: Dialogue,
    interview: Interview,
    office: Office,
    name: str,
    now: datetime,
    next_open: Callable[[datetime], datetime] = aware,
) -> str:
    """The reply as one text. `next_open` tells when at or after a moment we may ring: no time is promised at which
    nobody will."""
    later = next_open(dialogue.call_back_at) if dialogue.call_back_at else None
    parts = reply.parts if later == dialogue.call_back_at else [_moved(part) for part in reply.parts]
    sentences = [reply.opening, *(_template(part, interview) for part in parts)]
    text = " ".join(sentence for sentence in sentences if sentence)
    values: Mapping[str, str] = {
        "institution": office.institution,
        "team": office.team,
        "office_number": digits_as_words(office.number),
        "when": in_words(later, now) if later else "",
        "name": name,
    }
    return text.format_map(values)


def markup(text: str, voice: Voice) -> str | None:
    """The text as SSML, if it is to be slower or louder than usual."""
    how = _MARKUP.get(voice)
    return f"<speak><prosody {how}>{escape(text)}</prosody></speak>" if how else None


def _moved(part: str) -> str:
    return "later_moved" if part == "later_at" else part


def _template(part: str, interview: Interview) -> str:
    question = interview.questions.get(part)
    return question.text if question else interview.texts[part]
