"""One row of cells → one person read (contract 2), or nothing: blank, footer, a header printed again."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from sys import intern

from anbu.domain.ids import AreaCode
from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.footers import LONGEST_COUNT, LONGEST_WORD, is_count, is_footer, is_note, is_total
from anbu.domain.lists.indicator_cells import IndicatorCells
from anbu.domain.lists.making import maker
from anbu.domain.lists.person_cells import PersonCells
from anbu.domain.lists.phone_cells import PhoneCells
from anbu.domain.lists.places import PlaceFinder
from anbu.domain.lists.resident_numbers import SHORTEST, may_hold_one, reduce_numbers
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import ListRow, Problem, Status
from anbu.domain.phones import Phone

_BROKEN = "\ufffd"
_list_row = maker(ListRow)
_NUMBERED = re.compile(r"\(?\d{1,2}\)|[①-⑳]")
_ONE_NAME = re.compile(r"[가-힣](?:\s*[가-힣*○ㅇO]){1,9}(?:\s*[(\[].*)?|[A-Za-z][A-Za-z .'-]+")
_NOTHING = frozenset("-–—―ㅡ.")
"""A sign that says that there is nothing. A line of them is drawn under a table."""
_FEW = 2
_FEWEST_DIGITS = 4
"""Of what wants to be a telephone number."""
_ORDER = (Status.REJECTED, Status.NEEDS_PERSON, Status.REPAIRED)


class NoRow(StrEnum):
    """Why a row of cells is no row of the list."""

    BLANK = "blank"
    FOOTER = "footer"
    HEADER = "header"


class RowReader:
    """Reads the rows of one table, from the top down: blank area cells carry on the ones above."""

    def __init__(self, sheet: str, columns: Columns, rules: ListRules, places: PlaceFinder) -> None:
        self.sheet, self.columns, self._rules, self._places = sheet, columns, rules, places
        self._person = PersonCells(columns, rules)
        self._phones = PhoneCells(columns, rules)
        self._width = max((*columns.known, *columns.headings), default=0) + 1
        self._name_at = self._person.name_at
        self._member_at = columns.first(Meaning.MEMBER)
        self._number_at, self._back_at = columns.first(Meaning.RESIDENT_NUMBER), columns.first(Meaning.RESIDENT_BACK)
        self._own_at = tuple(at for at in (self._number_at, self._back_at) if at is not None)
        self._birth_at = columns.first(Meaning.BIRTH)
        self._indicators = IndicatorCells(columns, rules)
        self._addresses_at = columns.named(Meaning.ADDRESS, Meaning.ADDRESS_DETAIL)
        self._remarks_at = columns.all(Meaning.REMARKS)
        self._code_at = columns.first(Meaning.AREA_CODE)
        self._sido_at, self._sigungu_at = columns.first(Meaning.SIDO), columns.first(Meaning.SIGUNGU)
        self._emd_at = columns.first(Meaning.EMD)
        self._area_at = self._emd_at if self._emd_at is not None else columns.first(Meaning.ADDRESS)
        self._round_at, self._officer_at = columns.first(Meaning.ROUND), columns.first(Meaning.OFFICER)
        self._serial_at = columns.all(Meaning.SERIAL)
        self._evidence_at = (
            *self._phones.places,
            *self._addresses_at,
            *self._indicators.places,
            *(at for at in (self._birth_at, self._number_at) if at is not None),
        )
        surname_at = columns.first(Meaning.SURNAME)
        self._kept_at = tuple(
            at
            for at in (
                self._name_at,
                *self._phones.places,
                *self._addresses_at,
                *self._remarks_at,
                *(at for at in (self._birth_at, self._officer_at, self._round_at, surname_at) if at is not None),
            )
            if at not in self._own_at
        )
        """Columns of which text is kept; the others end in codes or numbers."""
        self._address_at = self._addresses_at[0] if len(self._addresses_at) == 1 else None
        self._name_heading = columns.heading(self._name_at)
        self._above = ["", "", ""]

    def read(self, number: int, given: Sequence[str]) -> ListRow | NoRow:
        """The row of that number. Nothing of a 주민등록번호 is left in it but birth date and sex."""
        cells = list(map(str.strip, given))
        if len(cells) < self._width:
            cells.extend([""] * (self._width - len(cells)))
        if self._member_at is not None:
            self._name_the_member(cells, self._member_at)
        none = self._no_row(cells)
        if none is not None:
            return none
        return self._row(number, *self._without_numbers(cells))

    def scrubbed(self, given: Sequence[str]) -> list[str]:
        """The cells as a clerk may get them back: every 주민등록번호 reduced, those of its own columns too."""
        cells, _ = self._without_numbers([cell.strip() for cell in given] + [""] * (self._width - len(given)))
        return [reduce_numbers(cell)[0] if may_hold_one(cell) else cell for cell in cells]

    def _name_the_member(self, cells: list[str], member_at: int) -> None:
        """A list by households names the head in every row, or in the first: whom a row is about is the member, where
        one is named. A number there is how many they are, and the head is the person."""
        member = cells[member_at]
        if _ONE_NAME.fullmatch(member) and member != self.columns.heading(member_at):
            cells[self._name_at], cells[member_at] = member, ""

    def _no_row(self, cells: list[str]) -> NoRow | None:
        name = cells[self._name_at]
        words = self._rules.footer_words
        if name[:1].isalpha():
            for at in self._evidence_at:
                if len(cells[at]) > LONGEST_COUNT or (cells[at] and not is_total(name, words)):
                    return NoRow.HEADER if name == self._name_heading and self._is_header(cells) else None
        filled = [(at, cell) for at, cell in enumerate(cells) if cell and cell not in _NOTHING]
        if not filled or all(at in self._serial_at and cell.rstrip(".").isdigit() for at, cell in filled):
            return NoRow.BLANK
        if len(filled) > _FEW and all(_NUMBERED.fullmatch(cell) for _, cell in filled):
            return NoRow.HEADER  # columns numbered under their headings: (1) (2) (3)
        if any(cell and not is_count(cell) for at in self._evidence_at if at != filled[0][0] for cell in (cells[at],)):
            return None
        if len(filled) == 1 and filled[0][0] in self._evidence_at and self._says_something(*filled[0]):
            return None
        return NoRow.FOOTER if is_footer(filled, self._name_at, words) else None

    def _says_something(self, at: int, cell: str) -> bool:
        """A cell that stands alone in its row may be all that is known of somebody, or a note across the table."""
        if at in self._phones.places and sum(map(str.isdigit, cell)) < _FEWEST_DIGITS:
            return False
        return (len(cell) > LONGEST_WORD and not is_note(cell)) or self._indicators.says_something(at, cell)

    def _is_header(self, cells: list[str]) -> bool:
        same = sum(cells[at] == heading for at, heading in self.columns.headings.items() if at < len(cells))
        return same * 2 > len(self.columns.headings)

    def _without_numbers(self, cells: list[str]) -> tuple[list[str], dict[int, str]]:
        """The cells with every 주민등록번호 reduced, and the texts of its own columns, to be read once and dropped."""
        own: dict[int, str] = {}
        for at in self._own_at:
            if cells[at]:
                own[at] = cells[at]
                cells[at] = ""
        if not unicodedata.is_normalized("NFC", cells[self._name_at]):
            cells = [unicodedata.normalize("NFC", cell) for cell in cells]
        for at in self._kept_at:
            if len(cells[at]) >= SHORTEST and may_hold_one(cells[at]):
                cells[at], found = reduce_numbers(cells[at])
                if found:
                    own.setdefault(-1 - at, "")
        return cells, own

    def _row(self, number: int, cells: list[str], own: dict[int, str]) -> ListRow:
        problems: list[Problem] = []
        for at in own:
            if at < 0:
                problems.append(Problem("resident_number_removed", self.columns.heading(-1 - at)))
        name, birth_date, sex = self._person.read(cells, own, problems)
        phones = self._phones.read(cells, problems)
        codes, unknown = self._indicators.read(cells, problems)
        address = cells[self._address_at] if self._address_at is not None else self._joined(cells, self._addresses_at)
        area = self._area(cells, address, problems)
        if _BROKEN in name or _BROKEN in address:
            problems.append(Problem("broken_text", self.columns.heading(self._name_at)))
        if not (name and self._phones.usable):
            self._judge(name, phones, problems)
        return _list_row(
            self.sheet,
            number,
            self._status(problems) if problems else Status.ACCEPTED,
            name,
            birth_date,
            sex,
            phones,
            area,
            address,
            codes,
            unknown,
            self._person.household_size(cells, problems),
            intern(cells[self._round_at]) if self._round_at is not None else "",  # one copy of what stands in many rows
            intern(cells[self._officer_at]) if self._officer_at is not None else "",
            self._joined(cells, self._remarks_at),
            tuple(problems),
        )

    def _judge(self, name: str, phones: tuple[Phone, ...], problems: list[Problem]) -> None:
        """Adds what the row as a whole lacks: a name, a number that can be rung."""
        if name:
            code = "no_usable_phone" if phones or self._phones.tried else "no_phone"
            problems.append(Problem(code, self._phones.heading))
        elif any(self._phones.is_somebodys(phone) for phone in phones):
            problems.append(Problem("name_missing", self.columns.heading(self._name_at)))
            if not self._phones.usable:
                problems.append(Problem("no_usable_phone", self._phones.heading))
        else:
            problems.append(Problem("no_person", self.columns.heading(self._name_at)))

    def _status(self, problems: list[Problem]) -> Status:
        effects = {self._rules.effects.get(problem.code) for problem in problems}
        return next((status for status in _ORDER if status.value in effects), Status.ACCEPTED)

    def _area(self, cells: list[str], address: str, problems: list[Problem]) -> AreaCode | None:
        sido = cells[self._sido_at] if self._sido_at is not None else ""
        sigungu = cells[self._sigungu_at] if self._sigungu_at is not None else ""
        emd = cells[self._emd_at] if self._emd_at is not None else ""
        above = self._above
        carried = "" if emd else above[2]
        if sido and sido != above[0]:
            above[1] = above[2] = carried = ""
        if sigungu and sigungu != above[1]:
            above[2] = carried = ""
        above[0], above[1], above[2] = sido or above[0], sigungu or above[1], emd or above[2]
        code = cells[self._code_at] if self._code_at is not None else ""
        place = self._places.find(above[0], above[1], emd, code, address, carried)
        if place.problem:
            problems.append(Problem(place.problem, self.columns.heading(self._area_at)))
        return place.area

    @staticmethod
    def _joined(cells: list[str], places: tuple[int, ...]) -> str:
        if len(places) == 1:
            return cells[places[0]]
        return " ".join(dict.fromkeys(cells[at] for at in places if cells[at]))
