"""Personal data out of a transcript before it leaves, and back into the answer.

Names, numbers (also spoken digit by digit), addresses, birth dates, accounts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_DIGIT = "공영일이삼사오육륙칠팔구둘하나빵"
_BETWEEN = r"[\s,.\-]*(?:(?:에|의|다시|국에|국의|번에|음+|어+|그|저|하고|그리고|그다음에?)[\s,.\-]*){0,2}"
_SPOKEN = rf"[{_DIGIT}0-9](?:{_BETWEEN}[{_DIGIT}0-9]){{5,}}"
_SINO = "일이삼사오육칠팔구십백천"
_SURNAME = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁국어은편용"
)
_PLACE = r"[가-힣]{1,20}(?:특별시|광역시|특별자치시|특별자치도|도|시|군|구|읍|면|동|리|가|로|길|대로)"
_NUMBERED = r"\d[\d\-]*\s?(?:번지|번길|호|동|층|길|로|가)?"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("메일", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    (
        "주소",
        re.compile(
            rf"[{_SINO}영공]+\s?동\s?[{_SINO}영공]+\s?호|(?<![가-힣])(?:{_PLACE}\s){{0,5}}{_PLACE}\s?(?:산\s?)?{_NUMBERED}(?:\s?{_NUMBERED})*"
            rf"|[가-힣0-9]{{1,10}}(?:아파트|빌라|맨션|연립|주택)\s?(?:{_NUMBERED}\s?)+"
        ),
    ),
    (
        "생일",
        re.compile(
            rf"(?:19|20)?\d{{2}}\s?[년./-]\s?\d{{1,2}}\s?[월./-]\s?\d{{1,2}}\s?일?|[{_SINO}]{{2,8}}\s?년(?:생)?\s?[{_SINO}]{{1,3}}\s?월\s?[{_SINO}]{{1,4}}\s?일"
            rf"|\d{{2,4}}\s?년생|[{_SINO}]{{2,8}}\s?년생"
        ),
    ),
    ("번호", re.compile(rf"\+?\d[\d\s\-().]{{5,}}\d|{_SPOKEN}")),
    (
        "이름",
        re.compile(
            rf"(?<![가-힣])[{_SURNAME}][가-힣]{{1,2}}"
            r"(?=\s?(?:님|씨|이라고|라고 (?:해|합|하)|입니다|이에요|예요|인데|이라는|할머니|할아버지|어르신))"
        ),
    ),
)
SHORTEST_NAME = 2
_MONTHS = {6: "유", 10: "시"}
_DAYS = {
    1: "하루",
    2: "이틀",
    3: "사흘",
    4: "나흘",
    5: "닷새",
    6: "엿새",
    7: "이레",
    8: "여드레",
    9: "아흐레",
    10: "열흘",
}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is known of the person of the case, to be masked wherever it stands."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()


@dataclass(slots=True)
class Masks:
    """Marks for personal data, the same mark for the same words throughout one transcript."""

    known: PersonalData = field(default_factory=PersonalData)
    _marks: dict[str, str] = field(default_factory=dict)

    def mask(self, text: str) -> str:
        """The text with marks such as [이름1] for personal data. What looks like any of it is masked too."""
        for kind, words in self._of_the_case():
            text = words.sub(self._marker(kind), text)
        for kind, pattern in _KINDS:
            text = pattern.sub(self._marker(kind), text)
        return text

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that stand for something."""
        return tuple(self._marks.values())

    def restore(self, text: str) -> str:
        """The words behind the marks, last made first: a mark may stand in the words behind another."""
        for words, mark in reversed(self._marks.items()):
            text = text.replace(mark, words)
        return text

    def _marker(self, kind: str) -> Callable[[re.Match[str]], str]:
        return lambda found: self._mark(kind, found.group())

    def _mark(self, kind: str, words: str) -> str:
        stripped = words.rstrip()
        if stripped not in self._marks:
            n = sum(mark.startswith(f"[{kind}") for mark in self._marks.values()) + 1
            self._marks[stripped] = f"[{kind}{n}]"
        return self._marks[stripped] + words[len(stripped) :]

    def _of_the_case(self) -> list[tuple[str, re.Pattern[str]]]:
        known = [("주소", address) for address in self.known.addresses]
        known += [("주소", part) for address in self.known.addresses for part in _parts(address)]
        known += [("이름", name) for whole in self.known.names for name in _forms(whole)]
        known += [("번호", number) for phone in self.known.phones for number in _ways(phone)]
        known += [("생일", way) for date in self.known.birth_dates for way in _dates(date)]
        known.sort(key=lambda one: -len(one[1]))
        return [
            (kind, re.compile(_loosely(words), re.IGNORECASE)) for kind, words in known if len(words) >= SHORTEST_NAME
        ]


def _forms(name: str) -> tuple[str, ...]:
    """A whole name, the given name by which family calls (a surname may have two letters), each foreign part."""
    parts = [part for part in name.split() if len(part) > 1] if " " in name.strip() else []
    given = [name[letters:] for letters in (1, 2) if len(name) - letters >= SHORTEST_NAME and not parts]
    return (name, *given, *parts)


def _parts(address: str) -> tuple[str, ...]:
    """The parts of an address that tell where someone lives even alone: all below the 시도, also without 군 or 면."""
    parts = [part for part in address.split()[1:] if len(part) > 1]
    bare = [part[:-1] for part in parts if len(part) > SHORTEST_NAME and part[-1] in "시군구읍면동리가로길"]
    return (
        *(part for part in parts if len(part) > SHORTEST_NAME),
        *bare,
        *(way for part in parts for way in _read(part)),
    )


def _ways(phone: str) -> tuple[str, ...]:
    """A number as written abroad, at home, by its last eight digits and its last two groups, in figures and spoken."""
    digits = re.sub(r"\D", "", phone)
    home = "0" + digits[2:] if digits.startswith("82") else digits
    groups = (home[-8:-4], home[-4:])
    return (phone, home, home[-8:], *groups, *(way for group in groups for way in _read(group)))


def _read(text: str, shortest: int = SHORTEST_NAME + 1) -> tuple[str, ...]:
    """How the figures of a group, a house number or a date are read aloud: 1234 → 일이삼사, 천이백삼십사."""
    if not any(letter.isdigit() for letter in text):
        return ()
    zeros = {"공", "영"} if "0" in text else {"공"}
    one_by_one = [text.translate(str.maketrans("0123456789", zero + _SINO[:9])) for zero in zeros]
    whole = re.sub(r"\d+", lambda found: _sino(int(found.group())), text)
    return tuple(way for way in {*one_by_one, whole} if len(way) >= shortest)


def _sino(number: int) -> str:
    """A number below 10,000 in Sino-Korean; larger ones are never said so of numbers that name somebody."""
    said = ""
    for place, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("" if digit == 1 and unit else _SINO[digit - 1]) + unit
    return said or "영"


def _dates(date: str) -> tuple[str, ...]:
    """A birth date (1948-03-02, 19480302 or 480302) in every way in which people say one."""
    digits = re.sub(r"\D", "", date)
    if len(digits) not in {6, 8}:
        return (date,)
    year, month, day = digits[:-4], int(digits[-4:-2]), int(digits[-2:])
    months = (f"{month}월", f"{_MONTHS.get(month, _sino(month))}월")
    days = (f"{day}일", f"{_sino(day)}일", f"초{_DAYS[day]}" if day in _DAYS else f"{_sino(day)}일")
    years = [f"{way}년" for spelt in (year, year[-2:]) for way in (spelt, *_read(spelt, 1))]
    return (date, *_read(digits), *years, *(one + other for one in months for other in days))


def _loosely(words: str) -> str:
    """The words with any blanks or dashes between their letters: recognition puts them anywhere."""
    return r"[\s\-]*".join(re.escape(letter) for letter in re.sub(r"[\s\-]", "", words))
