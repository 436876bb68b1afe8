"""Telephone numbers as they stand in cells: several in one, notes behind them, a lost first 0."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anbu.domain.lists.making import maker
from anbu.domain.lists.plain_numbers import plain_number, plain_numbers
from anbu.domain.phones import PhoneKind, PhoneNumber

Classify = Callable[[str], tuple[PhoneNumber, PhoneKind]]
"""National digits (`01012345678`, `15881234`) → the number and its kind; `INVALID` where there is no such number."""

_APART = re.compile(r"[/,;\n\r|、&]+|(?<=\d)\s?\+\s?(?=0)|\s{2,}|\b또는\b|\b및\b")
_RUN = re.compile(r"\+?\s?\(?\d(?:\d|[\s.\-~()·_?\ufffd](?=[\s.\-()·_?\ufffd]{0,2}\d))*\d")
"""A ? or \ufffd between digits is what an encoding left of a dash or a blank that it lacks."""
_WELL_FORMED = re.compile(
    r"(?:\+?82[-\s.()]*0?|0?)1[016789][-\s.]*\d{3,4}[-\s.]*\d{4}(?!\d)|0\d{1,3}[-\s.)]*\d{3,4}[-\s.]*\d{4}(?!\d)"
)
_GLUED = re.compile(r"010[-. ]\d{4}[-. ]\d{4}(?=0\d{1,2}[-.\s)])", re.ASCII)
"""Behind this mobile number the next one begins without a gap."""
_ODD_SIGNS = re.compile(r"(?<![\d-])(0\d{1,3})\s?[/,|;]\s?(\d{3,4})\s?[/,|;]\s?(\d{4})(?![\d-])")
"""One number whose parts stand between signs that part numbers elsewhere: 010/1234/5678."""
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,3}")
_RANGE = re.compile(r"(\d{3,4}[-. )]\d{4})\s?[-~]\s?\d{1,2}(?![\d~-])", re.ASCII)
"""061-270-1234~5: one number, and the last digit of the next; read together they would be somebody else's."""
_DASHES = "\u1173\u1175‐‑‒–—―−─"
_ALIKE = str.maketrans(_DASHES + "[]", "-" * len(_DASHES) + "()")
"""All that stands for a dash, as NFKC leaves it: ㅡ and ㅣ too."""
_BRACKETED = re.compile(r"\((?:[^()\d]|\d{1,4}(?!\d)){1,60}(?:\)|$)")
"""A note without a number in it: what parts numbers elsewhere parts words here (딸, 서울)."""
_EXTENSION = re.compile(r"\(?\s*(?:내선|구내|교환)\s*:?\s*\d+\s*\)?")
_SCIENTIFIC = re.compile(r"(\d)\.(\d+)E\+?(\d{1,2})", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D")
_PART_OF_NOTE = "\0"
_EDGES = " \t()[]{}<>:：-–.~*'\"·"
_SHORT, _LONGEST = 4, 12


@dataclass(frozen=True, slots=True)
class Found:
    """One number, or something that wants to be one, in a cell."""

    number: PhoneNumber | None
    kind: PhoneKind
    whose: str | None = None
    restored: bool = False
    foreign: bool = False


_found = maker(Found)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words in telephone cells that say nothing about whose number it is, or that there is none."""

    none: frozenset[str]
    own: frozenset[str]
    not_whose: tuple[str, ...] = ()
    """Inside a note that is about the number, and not about a person: 오후 통화, 수신 거부."""


def find_numbers(cell: str, words: NumberWords, classify: Classify) -> list[Found]:
    """Every number of a cell, in order. A piece that is no number is one of kind `INVALID` without digits."""
    if plain := plain_numbers(cell):
        return [_found(number, kind) for number, kind in plain]
    return look_closer(cell, words, classify)


def look_closer(cell: str, words: NumberWords, classify: Classify) -> list[Found]:
    """`find_numbers` for cells that are not of the plain forms."""
    if cell.isdecimal() and cell.isascii() and 1 < len(cell) <= _LONGEST:
        digits = _classified(cell, classify)
        if digits.number:
            return [digits]
    text = _unscientific(unicodedata.normalize("NFKC", cell).translate(_ALIKE))
    text = _RANGE.sub(r"\1", text if text.isascii() else _EXTENSION.sub("", text))
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else _ODD_SIGNS.sub(r"\1-\2-\3", text)
    text = _BRACKETED.sub(_as_one_note, text) if "(" in text else text
    found: list[Found] = []
    for piece in _APART.split(text):
        if not piece or not piece.strip(_EDGES):
            continue
        here = list(_numbers_in(piece, words, classify))
        note = piece.strip(_EDGES)
        if here:
            found += here
        elif found and found[-1].whose is None and found[-1].number and note.lower() not in words.none:
            found[-1] = _with_whose(found[-1], _whose(note, words))
        else:
            found.append(Found(None, PhoneKind.INVALID))
    return found


def says_none(cell: str, words: NumberWords) -> bool:
    """없음, 미상, a dash: the cell says that there is no number."""
    return all(part.strip(_EDGES).lower() in words.none | {""} for part in _APART.split(cell))


def _numbers_in(piece: str, words: NumberWords, classify: Classify) -> Iterator[Found]:
    runs = [run for match in _RUN.finditer(piece) for run in _apart(match.group(), classify)]
    notes, rest = [], piece
    for run in runs:
        before, _, rest = rest.partition(run)
        notes.append(before)
    notes.append(rest)
    if len(runs) == 1:
        notes = [" ".join(notes)]
    elif not any(letter.isalpha() for letter in notes[0]):
        notes = notes[1:]  # each note stands behind its number
    for run, note in zip(runs, notes, strict=False):
        yield _with_whose(_classified(run, classify), _whose(note, words))


def _apart(run: str, classify: Classify) -> list[str]:
    """Two numbers with only a blank between them are two; digits of a note beside a number are none of it."""
    if run.startswith("+") and not run.startswith("+82"):
        return [run]
    if len(_NOT_DIGIT.sub("", run)) <= _LONGEST and _classified(run, classify).number:
        return [run]
    return [*_GLUED.findall(run), *_WELL_FORMED.findall(_GLUED.sub(" ", run))] or [run]


def _classified(run: str, classify: Classify) -> Found:
    digits = _NOT_DIGIT.sub("", run)
    if run.lstrip("( ").startswith("+") or digits.startswith("0082"):
        national = digits.removeprefix("00").removeprefix("82")
        if national == digits.removeprefix("00"):
            return Found(None, PhoneKind.INVALID, foreign=True)
        return Found(*_valid(classify("0" + national.lstrip("0"))))
    if digits.startswith("0") or len(digits) <= _SHORT:
        return Found(*(plain_number(digits) or _valid(classify(digits))))
    return _without_zero(digits, classify)


def _without_zero(digits: str, classify: Classify) -> Found:
    """15xx and its like stand without a 0; 82… is +82; everything else has lost its 0, or is no number."""
    plain = plain_number("0" + digits)
    if plain:
        return Found(*plain, restored=True)
    as_is = classify(digits)
    if as_is[1] is PhoneKind.REPRESENTATIVE:
        return Found(*as_is)
    if digits.startswith("82") and len(digits) >= 11:  # noqa: PLR2004 — 82 and at least nine digits
        international = classify("0" + digits[2:].lstrip("0"))
        if international[1] is not PhoneKind.INVALID:
            return Found(*international)
    restored = classify("0" + digits)
    if restored[1] in {PhoneKind.INVALID, PhoneKind.SHORT}:
        return Found(None, PhoneKind.INVALID)
    return Found(*restored, restored=restored[1].can_be_rung)


def _valid(found: tuple[PhoneNumber, PhoneKind]) -> tuple[PhoneNumber | None, PhoneKind]:
    return (None, PhoneKind.INVALID) if found[1] is PhoneKind.INVALID else found


def _as_one_note(bracketed: re.Match[str]) -> str:
    return _APART.sub(_PART_OF_NOTE, bracketed.group())


def _whose(note: str, words: NumberWords) -> str | None:
    if not note or note.isspace():
        return None
    return " ".join(filter(None, (_said(part, words) for part in note.split(_PART_OF_NOTE)))) or None


def _said(note: str, words: NumberWords) -> str | None:
    said = " ".join(part for part in re.split(r"[\s()\[\]:：,\-~*]+", note) if part and part.lower() not in words.own)
    about_number = any(word in said.lower() for word in words.not_whose)
    return said if any(letter.isalpha() for letter in said) and not about_number else None


def _with_whose(found: Found, whose: str | None) -> Found:
    return Found(found.number, found.kind, whose, found.restored, found.foreign) if whose else found


def _unscientific(text: str) -> str:
    """1.012345678E+9 is 1012345678 where all digits are there; 1012345678.0 is the same number."""
    match = _SCIENTIFIC.fullmatch(text.strip())
    if match and len(match[2]) >= int(match[3]) - 1:
        return match[1] + match[2].ljust(int(match[3]), "0")
    text = text.strip().lstrip("'").replace("(0)", "")  # +82 (0)10
    return text.removesuffix(".0") if text.removesuffix(".0").isdecimal() else text
