"""The cells that say who somebody is: name, birth date, sex, size of the household."""

import re
from datetime import date

from anbu.domain.lists.birth_dates import BirthDateUnclear, read_birth_date
from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.resident_numbers import Reduced, read_number_cell
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import Problem

_NOTE = re.compile(r"\s*[(\[（].*$|\s+(?:님|씨|어르신|할머니|할아버지|여사님?|선생님|옹)$", re.DOTALL)
_ROLE = re.compile(r"^(?:세대주|가구주|본인|대상자|수급자|독거노인|어르신)[\s:]+(?=[가-힣]{2})")
_COMPOUND = "남궁|황보|제갈|선우|독고|사공|서문|동방|어금|망절"
_HONORIFIC = re.compile(rf"(?<=[가-힣]{{3}})(?<!^(?:{_COMPOUND})[가-힣])님$")
"""Behind a whole name; 김해님 and 남궁달님 are names."""
_NUMBERING = re.compile(r"^\(?\d{1,4}[.)]\s*(?=[가-힣])")
_MARKS_BEFORE = re.compile(r"^(?:[☆★◇◆□■△▲▷▶◎※✓✔√#]\s*)+|^[○●*]\s*(?=[가-힣]{3})")
_MARKS_BEHIND = re.compile(r"(?:\s*[☆★◇◆□■△▲▷▶◎※✓✔√#])+$|(?<=[가-힣]{3})\*$")
"""Signs that a clerk set beside a name. 김○○ and 김** are masked, and stay as they are."""
_HANGUL_NAME = re.compile(r"[가-힣](?:\s*[가-힣])+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""A mark of the encoding in the middle of a file, joiners: letters that nobody sees tell no two people apart."""
_SEVERAL = re.compile(r"[,/&\n]|외\s*\d+\s*[명인]")
_REDUCED = re.compile(r"(\d{4}-\d{2}-\d{2})\((남|여)\)")
_BESIDE_NUMBER = re.compile(r"\s*\d[\d\s.\-]+\s*")
_FEW = {str(size): size for size in range(1, 10)}
_DIGITS = re.compile(r"\d{1,9}")
_WHOLE_NUMBER = 13
_LARGEST_HOUSEHOLD = 30


Who = tuple[str, date | None, str | None]
"""Name (empty: none told), birth date and sex (`M`, `F`)."""


class PersonCells:
    """Reads them in rows of one table."""

    def __init__(self, columns: Columns, rules: ListRules) -> None:
        name_at = columns.first(Meaning.NAME)
        if name_at is None:
            raise ValueError("a table without a name column has no people to read")
        self.name_at = name_at
        self._columns, self._rules = columns, rules
        self._surname_at = columns.first(Meaning.SURNAME)
        self._birth_at, self._sex_at = columns.first(Meaning.BIRTH), columns.first(Meaning.SEX)
        self._number_at, self._back_at = columns.first(Meaning.RESIDENT_NUMBER), columns.first(Meaning.RESIDENT_BACK)
        self._sexes = rules.sexes
        self._births: dict[str, date] = {}
        self._size_at = columns.first(Meaning.HOUSEHOLD_SIZE)

    def read(self, cells: list[str], own: dict[int, str], problems: list[Problem]) -> Who:
        """Who it is. `own`: the texts of the 주민등록번호 columns; the cells hold none any more."""
        reduced = self._reduced(cells, own, problems) if own else None
        birth = reduced.birth_date if reduced else None
        if birth is None and self._birth_at is not None and (text := cells[self._birth_at]):
            birth = self._births.get(text) or self._birth_date(text, problems)
        sex = self._sexes.get(cells[self._sex_at].lower()) if self._sex_at is not None else None
        name = cells[self.name_at] if self._surname_at is None else self._joined(cells)
        if not name.isalpha() or name[-1] == "님" or name in self._rules.no_name:
            name = self._name(name, problems)
        return name, birth, sex or (reduced.sex if reduced else None)

    def _joined(self, cells: list[str]) -> str:
        """성 and 이름 of two columns as one name; a column 성 may also be that of the sex."""
        surname, name = cells[self._surname_at or 0], cells[self.name_at]
        if name.startswith(surname) or (self._sex_at is None and surname.lower() in self._sexes):
            return name
        return f"{surname} {name}" if surname.isascii() else surname + name

    def household_size(self, cells: list[str], problems: list[Problem]) -> int | None:
        """People in the household, or None."""
        text = cells[self._size_at] if self._size_at is not None else ""
        if not text or text == "-":
            return None
        if text in _FEW:
            return _FEW[text]
        match = _DIGITS.search(text)
        if match is None or not 0 < int(match.group()) <= _LARGEST_HOUSEHOLD:
            problems.append(Problem("household_size_unclear", self._columns.heading(self._size_at)))
            return None
        return int(match.group())

    def _name(self, text: str, problems: list[Problem]) -> str:
        text = _UNSEEN.sub("", text)
        if _REDUCED.search(text):
            text = _BESIDE_NUMBER.sub("", _REDUCED.sub(" ", text)).strip()
        if _SEVERAL.search(text):
            problems.append(Problem("several_names", self._columns.heading(self.name_at)))
        text = _ROLE.sub("", _MARKS_BEFORE.sub("", _NUMBERING.sub("", text)))
        text = _NOTE.sub("", text).strip() or text.strip("()[] ")
        text = _MARKS_BEHIND.sub("", text)
        if _HANGUL_NAME.fullmatch(text):
            text = _HONORIFIC.sub("", "".join(text.split()))
        if not any(map(str.isalpha, text)):
            return ""
        return "" if "".join(text.split()).lower() in self._rules.no_name else text

    def _reduced(self, cells: list[str], own: dict[int, str], problems: list[Problem]) -> Reduced | None:
        for at in (self.name_at, self._birth_at):
            match = _REDUCED.search(cells[at]) if at is not None and -1 - at in own else None
            if match:
                return Reduced(date.fromisoformat(match[1]), "M" if match[2] == "남" else "F")
        text = own.get(self._number_at, "") if self._number_at is not None else ""
        back = own.get(self._back_at, "") if self._back_at is not None else ""
        if not text and not back:
            return None
        reduced = read_number_cell(text, back)
        heading = self._columns.heading(self._number_at)
        if sum(map(str.isdigit, text + back)) >= _WHOLE_NUMBER:
            problems.append(Problem("resident_number_removed", heading))
        if (reduced is None or reduced.birth_date is None) and any(map(str.isdigit, text)):
            birth = self._birth_date(text, []) if len(text) < _WHOLE_NUMBER else None
            if birth is None:
                problems.append(Problem("birth_date_unclear", heading))
            return Reduced(birth, None)
        return reduced

    def _birth_date(self, text: str, problems: list[Problem]) -> date | None:
        try:
            birth, restored = read_birth_date(text, self._rules.today)
        except BirthDateUnclear:
            problems.append(Problem("birth_date_unclear", self._columns.heading(self._birth_at)))
            return None
        if restored:
            problems.append(Problem("birth_zero_restored", self._columns.heading(self._birth_at)))
        elif birth:
            self._births[text] = birth
        return birth
