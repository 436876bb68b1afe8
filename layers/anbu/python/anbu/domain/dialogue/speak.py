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
    reply: Reply, dialogue: Dialogue, interview: Interview, office: Office, name: Callable[[], str], now: datetime
) -> str:
    """The reply as one text. The name is looked up only where a sentence speaks it."""
    sentences = [reply.opening, *(_template(part, interview) for part in reply.parts)]
    text = " ".join(sentence for sentence in sentences if sentence)
    later = dialogue.call_back_at
    values: Mapping[str, str] = {
        "institution": office.institution,
        "team": office.team,
        "office_number": digits_as_words(office.number),
        "when": in_words(later, now) if later else "",
        "name": name() if "{name}" in text else "",
    }
    return text.format_map(values)


def markup(text: str, voice: Voice) -> str | None:
    """The text as SSML, if it is to be slower or louder than usual."""
    how = _MARKUP.get(voice)
    return f"<speak><prosody {how}>{escape(text)}</prosody></speak>" if how else None


def _template(part: str, interview: Interview) -> str:
    question = interview.questions.get(part)
    return question.text if question else interview.texts[part]
