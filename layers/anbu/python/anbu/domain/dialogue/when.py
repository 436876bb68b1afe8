"""When somebody wants to be called again: Korean expressions of time → a moment in the future (KST)."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from anbu.domain.dialogue.numbers import NUMBER, native_hour, sino, value_of
from anbu.domain.times import KST, aware

_DAYS = {
    "오늘": 0, "이따": 0, "있다가": 0, "금일": 0, "내일모레": 2, "낼모레": 2, "내일": 1, "낼": 1, "명일": 1,
    "모레": 2, "모래": 2, "글피": 3, "사흘": 3, "나흘": 4, "이틀": 2, "하루": 1, "일주일": 7, "한주": 7, "보름": 15,
    "닷새": 5, "엿새": 6, "이레": 7, "열흘": 10, "이주일": 14, "이주": 14, "한달": 30, "두달": 60,
}  # fmt: skip
_NAMED_DAYS = frozenset(
    {"오늘", "이따", "있다가", "금일", "내일모레", "낼모레", "내일", "낼", "명일", "모레", "모래", "글피"}
)
_NAMED_DAY = re.compile("|".join(sorted(_NAMED_DAYS, key=len, reverse=True)))
_ABOUT_HOURS = {"반": 0.5, "한두": 2.0, "두어": 2.0, "두세": 3.0, "서너": 3.0}
_ABOUT_CLOCK = {"두어": 2, "서너": 3}
_SAME_HOUR = re.compile("(?:이|요|같은)(?:시간|맘때|시각)")
_WEEKDAYS = "월화수목금토일"
_PARTS: tuple[tuple[str, time], ...] = (
    (r"점심(먹고|지나|이후|후|끝나)", time(13, 30)), (r"점심", time(12, 30)),
    (r"퇴근", time(18, 30)), (r"정오", time(12)),
    (r"새벽", time(6)), (r"아침|식전", time(9)), (r"오전", time(10)),
    (r"오후|낮", time(14)), (r"저녁(먹고|식사후)", time(19)), (r"저녁|해질|해거름", time(18)), (r"밤", time(20)),
)  # fmt: skip
_AFTERNOON = re.compile("오후|저녁|밤|낮|점심|퇴근")
_MORNING = re.compile("오전|아침|새벽")
_HOUR = r"\d+|열두|열둘|열한|열하나|열|아홉|여덟|여덜|일곱|여섯|다섯|네|세|두|한|이?십[일이삼사오육칠팔구]?"
"""Hours are said in native numbers: 이 시 and 오 시 are other words (이 시간, 오시는)."""
_CLOCK = re.compile(rf"(?<!계)(?:두세|세네|네다섯|서너)?({_HOUR}|두어|서너)시(?!간|름|끄)(?:(반)|({NUMBER})분)?")
_COLON = re.compile(r"(\d{1,2}):(\d{2})")
_ABOUT = "(?:만|정도|쯤|이나)?"
_AFTER_MINUTES = re.compile(rf"({NUMBER})분{_ABOUT}(?:뒤|후|있다|이따|있으면|지나|만)")
_AFTER_HOURS = re.compile(
    rf"(반|한두|두세|두어|서너|{NUMBER})시간(반)?{_ABOUT}(?:뒤|후|있다|이따|있으면|이면|걸리|지나|만)"
)
_AFTER_DAYS = re.compile(
    rf"(하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|일주일|이주일?|보름|한달|두달|{NUMBER}일|{NUMBER}주일?)(?:만|정도|쯤)?(?:뒤|후|있다|지나)"
)
_DATE = re.compile(rf"(?:({NUMBER})월)?({NUMBER})일(?!을|하|자|이|도|주|정도|뒤|후|곱)")
_WEEKDAY = re.compile(r"(다다음|다음|담|이번|오는)?주?([월화수목금토일])(?:요일|욜)")
_A_DAY = "(?:오늘|지금|내일|낼|모레|[월화수목금토일]요일)"
_CANNOT = "(?:안되|안돼|바쁘|바빠|어렵|어려|곤란|못|힘들)[가-힣]{0,4}?(?:고|서|니까|는데|니)"
_NOT_THEN = re.compile(
    rf"{_A_DAY}+(?:(?:은|는)?(?:말고|빼고|{_CANNOT})|(?:은|는|도)(?:(?!{_A_DAY})[가-힣]){{1,12}}?{_CANNOT})"
)
_BETWEEN = re.compile(r"(\d{1,2})[~∼–-]\d{1,2}시")
"""«18~20시»: the beginning is the hour."""
_MONTH = re.compile(rf"(이번달|이달|다음달|담달|내달|{NUMBER}월)(?:의)?(초|중순|말|하순)?(?!{NUMBER}일)")
_DAY_OF = {"": 1, "초": 1, "중순": 15, "말": 25, "하순": 25}
_NEXT_WEEK = re.compile(r"(?:다음|담|내)주")
_EARLIEST, _LATEST, _NOON = 8, 20, 12
_TAKEN_BACK = re.compile(r".*(?:아니다|아니아니|아니지|아니참|아이다|아니요)(?=.*[시분일](?!간))")
"""«네 시 아니다 네 시 반»: what they say last stands."""
_NO_TIME = re.compile(r"밤일|밤샘|밤새|밤근무|밤낮|밤늦게까지|새벽일|아침밥|저녁밥|점심밥|낮잠|낮술")
"""What somebody did or does; no moment that they name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A moment that was named, and how exactly: `exact` if they said an hour or a span."""

    at: datetime
    exact: bool


def moment_in(text: str, now: datetime) -> Named | None:
    """The moment that these words name, always after `now`; None if they name none.

    An hour without morning or afternoon is the next one between eight in the morning and eight at night; a day
    without an hour is that day at ten; a part of the day is its usual hour.
    """
    words = _BETWEEN.sub(r"\1시", re.sub(r"[\s,.]+", "", text))
    words = _NO_TIME.sub("", _TAKEN_BACK.sub("", words))
    words, now = _NOT_THEN.sub("", words), aware(now).replace(second=0, microsecond=0)
    if (later := _span(words, now)) is not None:
        return Named(later, exact=True)
    day, words = _day(words, now)
    if day is not None and day > now and _SAME_HOUR.search(words):
        return Named(day, exact=True)
    clock = _clock(words)
    if clock is not None:
        return Named(_at_hour(now, day, *clock), exact=True)
    part = next((at for pattern, at in _PARTS if re.search(pattern, words)), None)
    if part is not None:
        moment = datetime.combine((day or now).date(), part, KST)
        if moment <= now and day is None:
            moment += timedelta(days=1)
        return Named(moment, exact=False) if moment > now else None
    if day is None or day.date() == now.date():
        return None
    return Named(datetime.combine(day.date(), time(10), KST), exact=False)


def in_words(moment: datetime, now: datetime) -> str:
    """The moment as it is said: `내일 오후 세 시`, `십일월 이십오일 오전 열 시 삼십 분`."""
    moment, now = aware(moment), aware(now)
    days = (moment.date() - now.date()).days
    day = {0: "오늘", 1: "내일", 2: "모레"}.get(days) or f"{_month(moment.month)}월 {sino(moment.day)}일"
    half = "오전" if moment.hour < _NOON else "낮" if moment.hour == _NOON else "오후"
    hour = native_hour((moment.hour - 1) % _NOON + 1)
    minutes = f" {sino(moment.minute)} 분" if moment.minute else ""
    return f"{day} {half} {hour} 시{minutes}"


def _month(number: int) -> str:
    return {6: "유", 10: "시"}.get(number) or sino(number)


def _span(words: str, now: datetime) -> datetime | None:
    if found := _AFTER_HOURS.search(words):
        hours = _ABOUT_HOURS.get(found[1]) or float(value_of(found[1]) or 1)
        return now + timedelta(hours=hours + (0.5 if found[2] else 0))
    if found := _AFTER_MINUTES.search(words):
        return now + timedelta(minutes=value_of(found[1]) or 30)
    return None


def _day(words: str, now: datetime) -> tuple[datetime | None, str]:  # noqa: PLR0911 - one line a way of naming a day
    """The day named, and the words without it (so that 삼 일 is not taken for an hour)."""
    if found := _AFTER_DAYS.search(words):
        count = _DAYS.get(found[1]) or _count_of_days(found[1])
        return now + timedelta(days=count), words.replace(found[0], "", 1)
    if found := _WEEKDAY.search(words):
        return _weekday(found, now), words.replace(found[0], "", 1)
    if found := _MONTH.search(words):
        return _in_month(found, now), words.replace(found[0], "", 1)
    if _NEXT_WEEK.search(words):
        return now + timedelta(days=7 - now.weekday()), words
    if "주말지나" in words:
        return now + timedelta(days=7 - now.weekday()), words
    if "주말" in words:
        return now + timedelta(days=(5 - now.weekday()) % 7 or 7), words
    if name := _named_day(words):
        return now + timedelta(days=_DAYS[name]), words.replace(name, "", 1)
    if (found := _DATE.search(words)) and (date := _date(found, now)) is not None:
        return date, words.replace(found[0], "", 1)
    return None, words


def _named_day(words: str) -> str:
    """«오늘은 머리가 아파서 모레»: of several days the last one is meant, and today only where no other is named."""
    named = _NAMED_DAY.findall(words)
    return next((name for name in reversed(named) if _DAYS[name]), named[-1] if named else "")


def _count_of_days(words: str) -> int:
    """사 일, 이 주."""
    if words.endswith(("주", "주일")):
        return 7 * (value_of(words.removesuffix("일").removesuffix("주")) or 1)
    return value_of(words.removesuffix("일")) or 1


def _weekday(found: re.Match[str], now: datetime) -> datetime:
    ahead = _WEEKDAYS.index(found[2]) - now.weekday()
    if found[1] in {"다음", "담"}:
        return now + timedelta(days=ahead + 7)
    if found[1] == "다다음":
        return now + timedelta(days=ahead + 14)
    return now + timedelta(days=ahead if ahead > 0 else ahead + 7)


def _in_month(found: re.Match[str], now: datetime) -> datetime | None:
    """A part of a month that is still to come; None for one that is over."""
    month = value_of(found[1].removesuffix("월"))
    ahead = (month - now.month) % 12 if month else 0 if found[1] in {"이번달", "이달"} else 1
    year, index = divmod(now.year * 12 + now.month - 1 + ahead, 12)
    day = now.replace(year=year, month=index + 1, day=_DAY_OF[found[2] or ""])
    return day if day > now else None


def _date(found: re.Match[str], now: datetime) -> datetime | None:
    month, day = value_of(found[1]) if found[1] else None, value_of(found[2])
    for n in range(12):
        year, index = divmod(now.year * 12 + now.month - 1 + n, 12)
        if month in {None, index + 1}:
            try:
                date = now.replace(year=year, month=index + 1, day=day or 0)
            except ValueError:
                continue
            if date >= now:
                return date
    return None


def _clock(words: str) -> tuple[int, int, str] | None:
    """Hour, minute, and `am`, `pm` or nothing."""
    if found := _COLON.search(words):
        hour, minute = int(found[1]), int(found[2])
    elif found := _CLOCK.search(words):
        hour, minute = (
            _ABOUT_CLOCK.get(found[1]) or value_of(found[1]) or 0,
            30 if found[2] else value_of(found[3] or "") or 0,
        )
    else:
        return None
    if hour >= 24 or minute >= 60:  # noqa: PLR2004 - the hours of a day, the minutes of an hour
        return None
    return hour, minute, "am" if _MORNING.search(words) else "pm" if _AFTERNOON.search(words) else ""


def _at_hour(now: datetime, day: datetime | None, hour: int, minute: int, half: str) -> datetime:
    base = (day or now).replace(hour=0, minute=0)
    if half or hour > _NOON:
        hours = [_to_24(hour, half)]
    else:
        hours = [candidate for candidate in (hour, hour % _NOON + _NOON) if _EARLIEST <= candidate <= _LATEST] or [hour]
    for ahead in (0, 1) if day is None or day.date() == now.date() else (0,):
        for candidate in hours:
            moment = base + timedelta(days=ahead, hours=candidate, minutes=minute)
            if moment > now:
                return moment
    return base + timedelta(days=1, hours=hours[0], minutes=minute)


def _to_24(hour: int, half: str) -> int:
    if half == "am":
        return hour % _NOON
    return hour if hour >= _NOON else hour + _NOON if half == "pm" else hour
