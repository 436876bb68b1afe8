"""How often everyday talk alarms, and whether danger said in so many words still alarms amid it.

An answer by itself tells neither: elderly people tell much that is no danger, and what is one between two lines of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from zlib import crc32

from anbu.domain.counselling.record import DangerKind, Reached
from anbu.domain.transcript import Transcript
from bench.evaluation.labelled import ASKED, Labelled
from bench.evaluation.score import Engine, Tally

Hears = Callable[[str, str], frozenset[DangerKind]]
"""The dangers that an utterance states of the resident or the household, in answer to a question."""
EVERYDAY, UNLEARNT = "everyday utterances", "everyday utterances never learnt from"
CALLS = "calls without danger"
MANNERS: Final = {
    "amid small talk": "{before}. {stated}. {after}.",
    "amid small talk without a stop": "{before} {stated} {after}",
}
"""How a danger stands amid small talk. What recognises speech seldom writes a full stop."""
IN_A_CALL: Final = "behind an answer of a call without danger"
DANGERS_OF_A_CALL = 2
LEAST_TURNS = 6
ASKED_OTHERWISE: Final = "in answer to another question"
QUESTIONS = (
    "밀린 전기요금이나 가스요금이 있으세요?",
    "건강은 어떠세요?",
    "혼자 지내시기 외롭지는 않으세요?",
    "끼니는 거르지 않으세요?",
    "집에 불편한 데는 없으세요?",
    "하시는 일은 있으세요?",
    "수도나 난방은 괜찮으세요?",
    "자녀분들은 자주 연락하세요?",
    "이웃 중에 어려운 분이 계신가요?",
    "지난번에 도와드린 것은 도움이 되셨어요?",
    "더 필요하신 것이 있으세요?",
)
"""What they may have been asked when they told of a danger. Each danger is told in answer to `ASKED_TWICE` of them."""
ASKED_TWICE = 2
NEIGHBOURS = 500
"""So many lines stand beside dangers: the first, so that further lines leave every danger where it stands."""


@dataclass(slots=True)
class Alarms:
    """The figures, and every alarm that is wrong or missing in words."""

    quiet: dict[str, Tally] = field(default_factory=dict)
    heard: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures that must not fall, and over how many each was measured."""
        return {
            **{name: tally.of for name, tally in self.quiet.items()},
            **{f"quiet {name}": tally.share for name, tally in self.quiet.items()},
            **{f"explicit {manner}": tally.share for manner, tally in self.heard.items()},
        }

    def rows(self) -> list[tuple[str, ...]]:
        """What alarms for nothing: how many, of how many, per thousand."""
        return [
            (name, str(tally.of - tally.right), str(tally.of), f"{1000 * (1 - tally.share):.1f}")
            for name, tally in self.quiet.items()
        ]


def listen_to_all(
    hears: Hears, engine: Engine, cases: Iterable[Labelled], *, everyday: tuple[str, ...], unlearnt: tuple[str, ...]
) -> Alarms:
    """Everyday utterances one by one, whole calls without danger, and explicit dangers amid both."""
    found = Alarms()
    _everyday(found, hears, EVERYDAY, everyday)
    _everyday(found, hears, UNLEARNT, unlearnt)
    cases = tuple(cases)
    quiet = [case for case in cases if case.id.startswith("calls/") and not case.danger]
    stated = [case for case in cases if stands_alone(case)]
    for call in quiet:
        _call(found, engine, call)
    for case in stated:
        _amid(found, hears, case, everyday[:NEIGHBOURS])
    for call in quiet if stated else ():
        if call.reached is Reached.SELF and len(call.transcript.turns) >= LEAST_TURNS:
            _told_in(found, engine, call, stated)
    return found


def stands_alone(case: Labelled) -> bool:
    """A danger said in so many words that is understood without a question of its own."""
    asked, answered = case.transcript.turns[-2:]
    return case.how == "explicit" and asked.text == ASKED and answered.speaker == "resident"


def questions(stated: str) -> tuple[str, ...]:
    """Neighbours in the list of questions, always the same for this danger."""
    pick = crc32(stated.encode())
    return tuple(QUESTIONS[(pick + more) % len(QUESTIONS)] for more in range(ASKED_TWICE))


def amid(stated: str, lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each manner, and the danger told in it between two lines that are always the same for this danger."""
    pick = crc32(stated.encode())
    before, after = (lines[one % len(lines)].rstrip(".") for one in (pick, pick // len(lines)))
    for manner, shape in MANNERS.items():
        yield manner, shape.format(before=before, stated=stated.rstrip("."), after=after)


def _everyday(found: Alarms, hears: Hears, name: str, lines: tuple[str, ...]) -> None:
    tally = found.quiet.setdefault(name, Tally())
    for line in lines:
        heard = hears(line, ASKED)
        tally.add(not heard)
        found.misses += [f"{name}: {kind} heard in “{line}”" for kind in sorted(heard)]


def _call(found: Alarms, engine: Engine, case: Labelled) -> None:
    kinds = {one.kind: one.quote for one in engine(case.transcript).danger if one.kind not in case.maybe}
    found.quiet.setdefault(CALLS, Tally()).add(not kinds)
    found.misses += [f"{CALLS}: {case.id}: {kind} heard in “{quote}”" for kind, quote in sorted(kinds.items())]


def _amid(found: Alarms, hears: Hears, case: Labelled, lines: tuple[str, ...]) -> None:
    stated = case.transcript.turns[-1].text
    told = [(manner, text, ASKED) for manner, text in amid(stated, lines)]
    told += [(ASKED_OTHERWISE, stated, question) for question in questions(stated)]
    for manner, text, question in told:
        missing = case.danger - hears(text, question)
        for kind in case.danger:
            found.heard.setdefault(manner, Tally()).add(kind not in missing)
        found.misses += [f"{case.id} {manner}: {kind} missed in “{question} {text}”" for kind in sorted(missing)]


def _told_in(found: Alarms, engine: Engine, call: Labelled, stated: list[Labelled]) -> None:
    pick = crc32(call.id.encode())
    for case in (stated[(pick + more) % len(stated)] for more in range(DANGERS_OF_A_CALL)):
        said = case.transcript.turns[-1].text
        told = told_in(call.transcript, said)
        missing = case.danger - {one.kind for one in engine(told).danger}
        for kind in case.danger:
            found.heard.setdefault(IN_A_CALL, Tally()).add(kind not in missing)
        found.misses += [f"{case.id} {IN_A_CALL}: {kind} missed in {call.id}: “{said}”" for kind in sorted(missing)]


def told_in(call: Transcript, stated: str) -> Transcript:
    """The call, with this behind one of the resident's answers: the same for this danger always, never the first."""
    answers = [n for n, turn in enumerate(call.turns) if turn.speaker == "resident"][1:]
    at = answers[crc32(stated.encode()) % len(answers)]
    turn = call.turns[at]
    longer = replace(turn, text=f"{turn.text.rstrip('.')}. {stated}")
    return replace(call, turns=(*call.turns[:at], longer, *call.turns[at + 1 :]))
