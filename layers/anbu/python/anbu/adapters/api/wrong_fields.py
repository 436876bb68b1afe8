"""What is wrong with a request, field by field: one Korean sentence each that says what to do. Never what was sent."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from anbu import data

_OWN_FORM = frozenset({"string_pattern_mismatch", "value_error", "otherwise"})
"""Errors for which the field itself says best how it is written."""


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
    kind = str(found["type"])
    if kind == "missing" and "missing" in field:
        return field["missing"]
    sentences: Mapping[str, str] = _words()["errors"]
    if "form" in field and (kind in _OWN_FORM or kind not in sentences):
        return field["form"]
    bounds: Mapping[str, Any] = found.get("ctx") or {}
    return sentences.get(kind, sentences["otherwise"]).format_map(_Bounds(bounds))


class _Bounds(dict[str, Any]):
    """The bounds of the API's own models; a list of words is told as one, without quotes and the English `or`."""

    def __getitem__(self, name: str) -> Any:
        bound = super().__getitem__(name)
        return bound.replace("'", "").replace(" or ", ", ") if isinstance(bound, str) else bound


@cache
def _words() -> Mapping[str, Any]:
    return data.load("request_words")
