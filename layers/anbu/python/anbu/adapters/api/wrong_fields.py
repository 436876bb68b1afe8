"""What is wrong with a request, field by field: one Korean sentence each that says what to do. Never what was sent."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from anbu import data

_EXACT = frozenset(
    {
        "missing",
        "extra_forbidden",
        "enum",
        "literal_error",
        "string_too_short",
        "string_too_long",
        "too_short",
        "too_long",
    }
)
"""Errors that say more exactly what to do than the field's own form does."""
_EMPTY = frozenset({"string_too_short", "too_short"})
_WORD = re.compile(r"'([^']*)'")


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
    kind = str(found["type"])
    if kind in _EMPTY and bounds.get("min_length") == 1:
        kind = "missing"
    if kind == "missing" and "missing" in field:
        return field["missing"]
    if kind not in _EXACT and "form" in field:
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
