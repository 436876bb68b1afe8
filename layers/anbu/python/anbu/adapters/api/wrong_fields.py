"""What is wrong with a request, field by field: a code, and one Korean sentence that says what to do.

Never what was sent. The codes are our own: those of the library that looks may change with it.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from anbu import data


class WrongCode(StrEnum):
    """What can be wrong with one field. A client may branch on it; it is never renamed."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_CHOICE = "not_a_choice"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    FORM = "form"
    """Everything else: not written as the field is written."""


_CODES = {
    "missing": WrongCode.MISSING,
    "extra_forbidden": WrongCode.UNKNOWN,
    "enum": WrongCode.NOT_A_CHOICE,
    "literal_error": WrongCode.NOT_A_CHOICE,
    "string_too_short": WrongCode.TOO_SHORT,
    "too_short": WrongCode.TOO_SHORT,
    "string_too_long": WrongCode.TOO_LONG,
    "too_long": WrongCode.TOO_LONG,
    "greater_than_equal": WrongCode.TOO_SMALL,
    "less_than_equal": WrongCode.TOO_LARGE,
    "json_invalid": WrongCode.NOT_JSON,
}
"""Pydantic's name of an error → ours."""
_EXACT = frozenset(WrongCode) - {WrongCode.FORM, WrongCode.TOO_SMALL, WrongCode.TOO_LARGE}
"""Errors that say more exactly what to do than the field's own form does."""
_WORD = re.compile(r"'([^']*)'")


def code_of(found: Mapping[str, Any]) -> WrongCode:
    """The code of an error as pydantic tells it. What must not be empty, and is, is missing."""
    code = _CODES.get(str(found["type"]), WrongCode.FORM)
    empty = code is WrongCode.TOO_SHORT and (found.get("ctx") or {}).get("min_length") == 1
    return WrongCode.MISSING if empty else code


def sentence_about(found: Mapping[str, Any]) -> str:
    """‘지역 코드’: 행정표준코드 숫자 10자리로 적어 주세요. `found`: an error as pydantic tells it."""
    field = _field(found["loc"])
    return f"‘{field['name']}’: {_what_to_do(found, field)}"


def _field(loc: tuple[str | int, ...]) -> Mapping[str, str]:
    """The innermost name that we have a word for: of a list's third entry the list's, of an unknown one the body's."""
    fields = _words()["fields"]
    named = (str(part).lower() for part in reversed(loc))
    word: Mapping[str, str] = next((fields[part] for part in named if part in fields), fields["body"])
    return word


def _what_to_do(found: Mapping[str, Any], field: Mapping[str, str]) -> str:
    bounds: Mapping[str, Any] = found.get("ctx") or {}
    code = code_of(found)
    kind = "missing" if code is WrongCode.MISSING else str(found["type"])
    if kind == "missing" and "missing" in field:
        return field["missing"]
    if code not in _EXACT and "form" in field:
        return field["form"]
    sentences: Mapping[str, str] = _words()["errors"]
    told = {name: _in_korean(bound) if name == "expected" else bound for name, bound in bounds.items()}
    return sentences.get(kind, sentences["otherwise"]).format_map(told)


def _in_korean(expected: str) -> str:
    """visit(방문), close(종결): the words to choose from, as pydantic quotes them."""
    means: Mapping[str, str] = _words()["values"]
    return ", ".join(f"{word}({means[word]})" if word in means else word for word in _WORD.findall(expected))


@cache
def _words() -> Mapping[str, Any]:
    return data.load("request_words")
