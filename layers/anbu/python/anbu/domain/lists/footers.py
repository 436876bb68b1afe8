"""Rows under (or between) the people: totals, "이하 여백", notes. Counted apart, never as people."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_LETTERS = re.compile(r"[^가-힣a-zA-Z]+")
_NOTE_SIGNS = ("※", "＊", "*", "▶", "☞", "■", "주)", "주:", "비고)")
_COUNT = re.compile(r"\s*총?\s*(?:\d{1,5}|\d{1,3}(?:,\d{3})+)\s*|\s*총?\s*[\d,]{1,9}\s*(?:명|건|가구|인|세대)\s*")
_BEHIND_COUNT = re.compile(r"[\s:：(\[]*(?:총\s*)?[\d,]+\s*(?:명|건|가구|인|세대)?[\s)\].]*$")
_PAGE = re.compile(
    r"[-–—<(\[]\s*\d{1,4}\s*[-–—>)\]]|\d{1,4}\s*/\s*\d{1,4}|\d{1,4}\s*(?:쪽|페이지|page)"
    r"|(?:page|쪽|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_RULED = "-–—―─=_+:|. "
"""Of these a line is drawn across a table."""
_DIGITS_OF_A_DAY = 6
_SENTENCE = re.compile(r"(?=.*[가-힣])(?=.*\s)(?:.{13,}(?:다|요|함|음|람|것|오|시오)\W*$|.{25,})", re.DOTALL)
"""Korean words in a row; NGUYEN THI LAN ANH is a name, however long."""
LONGEST_COUNT = 12
"""What is longer than this is no count of people, however it is written."""
LONGEST_WORD = 12
"""A footer word with its dashes and blanks; what is longer in a cell of its own is a sentence."""


@dataclass(frozen=True, slots=True)
class FooterWords:
    """Words of `data/columns.toml` that begin a total, or are a note by themselves."""

    totals: Collection[str]
    notes: Collection[str]
    labels: Collection[str]
    """What stands before a colon, or in a cell of its own, under a table: 작성자, 문의."""


def is_count(cell: str) -> bool:
    """A number of people or rows: 441명, 117, a dash for none. Under a table it stands in any column."""
    return _COUNT.fullmatch(cell) is not None or not cell.strip("-–—. ")


def is_total(cell: str, words: FooterWords) -> bool:
    """합계, 합 계, [총계], 목포시 소계, 합계 8명: a word that begins a total, alone or with its count."""
    letters = _LETTERS.sub("", _BEHIND_COUNT.sub("", cell)).lower()
    return letters in words.totals or letters.endswith(("합계", "소계", "총계"))


def is_note(cell: str) -> bool:
    """A sentence behind a sign, ※ or ▶, without the digits of a number or a day."""
    return cell.startswith(_NOTE_SIGNS) and sum(map(str.isdigit, cell)) < _DIGITS_OF_A_DAY


def _is_page_number(filled: Sequence[tuple[int, str]]) -> bool:
    """«- 1 -» or «2 / 5 쪽» alone in a row, where a printed list ends its page."""
    return len(filled) == 1 and _PAGE.fullmatch(filled[0][1].strip()) is not None


def is_footer(filled: Sequence[tuple[int, str]], name_at: int, words: FooterWords) -> bool:
    """Whether a row without a number, a birth date or an address is a total or a note.

    `filled` are its cells that are not blank, with their columns. A name in the name column makes it a person,
    unless that name is itself the total or the note.
    """
    if all(not cell.strip(_RULED) for _, cell in filled) or _is_page_number(filled):
        return True
    first_at, first = filled[0]
    label = _LETTERS.sub("", re.split("[:：]", first, maxsplit=1)[0])
    if label in words.labels and (first_at != name_at or len(filled) == 1):
        return True
    named = next((cell for place, cell in filled if place == name_at and place != first_at), "")
    unnamed = not named or _COUNT.fullmatch(named) is not None or is_total(named, words)
    if unnamed and any(is_total(cell, words) for _, cell in filled):
        return True
    said = [_LETTERS.sub("", cell) for _, cell in filled]
    if any(word in words.notes or word.startswith("이하여백") for word in said):
        return unnamed or first_at == name_at
    if unnamed and (named or first.startswith(_NOTE_SIGNS)):
        return True  # a note, or a count where names stand: 남 | 12
    alone = len(filled) == 1
    return alone and (first_at != name_at or bool(_SENTENCE.search(first) or _COUNT.fullmatch(first)))
