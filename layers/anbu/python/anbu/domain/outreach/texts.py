"""Texts to residents: placeholders, length as Korean carriers count it, and what may never stand in one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

SMS_BYTES, LMS_BYTES, SUBJECT_BYTES = 90, 2000, 40
"""Limits of Korean carriers, counted in EUC-KR bytes (see docs/ladder.md)."""

_LINK = re.compile(
    r"https?:|www\.|[\w-]+\.(?:kr|한국|com|net|org|co|me|ly|gl|to|io|cc|link|app|info|biz|shop|site|xyz|page)\b|://",
    re.IGNORECASE,
)
"""Texts carry no links: people are told never to open one, and ours must be tellable apart from a swindler's."""


class TextInvalid(ValueError):
    """A text that must not be sent. `code` says which rule it breaks; the sentence holds no personal data."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code


class TextType(StrEnum):
    """How a carrier takes it."""

    SMS = "SMS"
    LMS = "LMS"


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """One wording of `data/notices.toml`. `template_id` is its approved 알림톡 twin, where the office has one."""

    code: str
    subject: str
    body: str
    template_id: str | None = None


@dataclass(frozen=True, slots=True)
class TextBody:
    """A text ready to be sent: checked, with its type and the values that an 알림톡 template takes."""

    type: TextType
    subject: str | None
    body: str
    template_id: str | None = None
    values: tuple[tuple[str, str], ...] = ()


def byte_length(text: str) -> int:
    """Bytes as Korean carriers count them.

    Raises:
        TextInvalid: a character that no Korean handset is promised to show (an emoji, a rare sign).
    """
    try:
        return len(text.encode("cp949"))
    except UnicodeEncodeError as error:
        odd = error.object[error.start]
        raise TextInvalid("character", f"U+{ord(odd):04X} cannot be sent to Korean telephones") from None


def placeholders(template: TextTemplate) -> frozenset[str]:
    """The names that the wording expects values for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template.body + template.subject) if name)


def compose(template: TextTemplate, values: Mapping[str, str]) -> TextBody:
    """The text with its values, checked.

    Raises:
        TextInvalid: a value is missing or empty, a link, a character or a length that is not allowed, or no number
            to ring back: a resident must always be able to reach the office.
    """
    needed = placeholders(template)
    missing = sorted(name for name in needed if not values.get(name, "").strip())
    if missing:
        raise TextInvalid("missing_value", f"{template.code} needs {', '.join(missing)}")
    used = {name: values[name].strip() for name in needed}
    body, subject = template.body.strip().format_map(used), template.subject.format_map(used)
    if "office_number" not in needed:
        raise TextInvalid("no_ring_back_number", f"{template.code} does not say whom to ring")
    if _LINK.search(body) or _LINK.search(subject):
        raise TextInvalid("link", f"{template.code} carries a link")
    length, head = byte_length(body), byte_length(subject)
    if length > LMS_BYTES or head > SUBJECT_BYTES:
        raise TextInvalid("too_long", f"{template.code} has {length} bytes under a subject of {head}")
    short = length <= SMS_BYTES
    kind = TextType.SMS if short else TextType.LMS
    return TextBody(kind, None if short else subject, body, template.template_id, tuple(sorted(used.items())))
