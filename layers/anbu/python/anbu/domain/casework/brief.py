"""Three lines before an official rings, and the number and time at which somebody is likeliest to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anbu.domain.cases.case import Case, Try
from anbu.domain.cases.outcome import SPOKE, Outcome
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.ids import NumberKey
from anbu.domain.times import KST

_SOMEBODY = SPOKE | {Outcome.OTHER_PERSON, Outcome.NOBODY, Outcome.BUSY}
_SPENT = {Outcome.INVALID_NUMBER, Outcome.WRONG_NUMBER}
_NOON, _AFTERNOON = 12, 15
_TIMES = {"morning": "오전 9시~12시", "midday": "낮 12시~3시", "afternoon": "오후 3시~6시"}


@dataclass(frozen=True, slots=True)
class Best:
    """Which number, when, and why."""

    number: NumberKey | None
    time: str
    why: str


def brief_lines(
    case: Case, record: CounsellingRecord | None, words: Mapping[str, str], put_right: str = ""
) -> list[str]:
    """Who (by what the list says), what was said, what to do next: at most three lines, nothing invented.

    `put_right`: the summary as an official has put it right; it stands over the machine's.
    """
    indicators = ", ".join(words.get(code, code) for code in case.indicators) or "없음"
    lines = [f"위기정보: {indicators}"]
    said = put_right or (record.summary if record else "")
    if said.strip():
        lines.append(said.strip().splitlines()[0])
    else:
        tried = f"AI 전화 {len(case.tries)}번, 담당자 전화 {case.staff_tries}번, 방문 {case.visits}번"
        lines.append(f"아직 이야기를 나누지 못했습니다 ({tried}).")
    asks = ", ".join(request.text for request in record.requests) if record else ""
    if case.danger or (record is not None and record.danger):
        lines.append("위험한 상황이 언급되었습니다. 먼저 안전을 확인해 주세요.")
    elif asks:
        lines.append(f"원하는 도움: {asks}")
    elif record is not None and record.unanswered:
        lines.append("묻지 못한 것: " + ", ".join(words.get(topic, topic) for topic in record.unanswered))
    return lines


def best_call(case: Case) -> Best:
    """The number on which they spoke, at that time of the day; else one and a time that were tried least."""
    asked = case.call_back_at
    spoke = [tried for tried in case.tries if tried.outcome in SPOKE]
    if asked is not None and spoke:
        return Best(spoke[-1].number, f"{asked.astimezone(KST):%m월 %d일 %H시 %M분}", "본인이 말한 때입니다.")
    if spoke:
        return Best(spoke[-1].number, _TIMES[_time_of(spoke[-1])], "이때 이 번호로 본인과 이야기했습니다.")
    answered = [tried for tried in case.tries if tried.outcome in _SOMEBODY]
    if answered:
        return Best(answered[-1].number, _TIMES[_time_of(answered[-1])], "이때 이 번호로 누군가 받았습니다.")
    return Best(_least_tried(case), _TIMES[_least_used(case.tries)], "아직 걸어 보지 않은 때입니다.")


def _least_tried(case: Case) -> NumberKey | None:
    spent = {tried.number for tried in case.tries if tried.outcome in _SPENT}
    usable = [number.key for number in case.numbers if number.kind.can_be_rung and number.key not in spent]
    rung = [tried.number for tried in case.tries]
    return min(usable, key=rung.count, default=None)


def _least_used(tries: Sequence[Try]) -> str:
    used = [_time_of(tried) for tried in tries]
    return min(_TIMES, key=used.count)


def _time_of(tried: Try) -> str:
    hour = tried.at.astimezone(KST).hour
    if hour < _NOON:
        return "morning"
    return "midday" if hour < _AFTERNOON else "afternoon"
