"""The labelled transcripts of `transcripts/`, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from anbu.domain.counselling.record import DangerKind, Need, Reached, Topic, TopicState
from anbu.domain.times import KST
from anbu.domain.transcript import CallEnd, Transcript, TranscriptTurn

HERE = Path(__file__).parent / "transcripts"
WHEN = datetime(2026, 11, 23, 10, 0, tzinfo=KST)
OPENING = (("agent", "안녕하세요. 본인 맞으세요?"), ("resident", "네 맞아요"))
ASKED = "요즘 지내시기는 어떠세요?"
LOTS = (
    *("", "_more", "_third", "_fourth", "_fifth", "_sixth", "_seventh"),
    *("_eighth", "_ninth", "_tenth", "_eleventh", "_twelfth", "_thirteenth"),
    *("_fourteenth", "_fifteenth", "_sixteenth", "_seventeenth", "_eighteenth", "_nineteenth"),
    *("_twentieth", "_twenty_first", "_twenty_second", "_twenty_third"),
    *("_twenty_fourth", "_twenty_fifth", "_twenty_sixth"),
)
CALLS = (
    *("calls", "calls_more", "calls_blind", "calls_blind_more", "calls_telephone", "calls_everyday"),
    *("calls_fair", "calls_transcribed", "calls_fair_more", "calls_fair_later"),
)
LATER = (
    *("calls/telephone_", "calls/everyday_", "calls/blind_a_", "calls/blind_b_", "calls/fair_c_", "calls/fair_d_"),
    *("dangers_by_class/", "hard_negatives_by_class/", "hard_negatives_ordinary/"),
)
"""What was written after the twenty-first lot."""
HARD_NEGATIVE_CALLS = ("hard negative", "hard_negative", "trap")
EVERYTHING_BUT_URGENT = frozenset(Need) - {Need.URGENT}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One transcript and what a person says it shows. `how`: explicit, indirect, a dialect, or a kind of trap."""

    id: str
    how: str
    transcript: Transcript
    danger: frozenset[DangerKind]
    maybe: frozenset[DangerKind]
    need: frozenset[Need]
    topics: dict[Topic, frozenset[TopicState]] | None = None
    reached: Reached = Reached.SELF
    requests: tuple[str, ...] | None = None

    @property
    def is_hard_negative(self) -> bool:
        """A call that sounds dangerous and is not."""
        return self.id.startswith("hard_negatives") or (self.how in HARD_NEGATIVE_CALLS and not self.danger)


def all_labelled() -> tuple[Labelled, ...]:
    """Every labelled transcript of the project."""
    return (
        *(case for lot in LOTS for case in _answers(f"dangers{lot}", danger=True)),
        *_answers("dangers_outright", danger=True),
        *_answers("dangers_by_class", danger=True),
        *_answers("hard_negatives_everyday", danger=False),
        *_answers("hard_negatives_by_class", danger=False),
        *_answers("hard_negatives_ordinary", danger=False),
        *(case for lot in LOTS for case in _answers(f"hard_negatives{lot}", danger=False)),
        *(_call(row) for name in CALLS for row in _read(name)),
    )


def first_lots(cases: Iterable[Labelled], lots: int) -> tuple[Labelled, ...]:
    """Those that were there before a later lot than the first so many, and what stands in no lot."""
    later = tuple(f"{what}{lot}/" for lot in LOTS[lots:] for what in ("dangers", "hard_negatives"))
    return tuple(case for case in cases if not case.id.startswith((*later, *LATER)))


def everyday() -> tuple[str, ...]:
    """Utterances of everyday talk, in which there is no danger. The weights learn from them."""
    return _lines("everyday")


def everyday_unlearnt() -> tuple[str, ...]:
    """More of them, from which the weights do not learn."""
    return _lines("everyday_unlearnt")


def _lines(name: str) -> tuple[str, ...]:
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


def _answers(name: str, *, danger: bool) -> list[Labelled]:
    found = []
    groups = _read(name)
    flat = groups.items() if not danger else ((how, lines) for kind in groups.values() for how, lines in kind.items())
    kinds = [kind for kind, by_how in groups.items() for _ in by_how] if danger else [""] * len(groups)
    for kind, (how, lines) in zip(kinds, flat, strict=True):
        for n, line in enumerate(lines, 1):
            found.append(_answer(f"{name}/{kind or how}/{how}/{n}", how, line, kind))
    return found


def _answer(label: str, how: str, line: str, kind: str) -> Labelled:
    """`question >> answer :: also this danger ?? and perhaps that`."""
    line, _, maybe = line.partition(" ?? ")
    line, _, also = line.partition(" :: ")
    question, _, answer = line.rpartition(" >> ")
    turns = (*OPENING, ("agent", question or ASKED), ("resident", answer))
    danger = frozenset(DangerKind(one) for one in [kind, *also.split()] if one)
    need = frozenset({Need.URGENT}) if danger else EVERYTHING_BUT_URGENT
    return Labelled(label, how, _transcript(label, turns), danger, frozenset(map(DangerKind, maybe.split())), need)


def _call(row: dict[str, Any]) -> Labelled:
    """`A` or `A[topic]` before the agent's words, `R` before the resident's side. A topic may have several states."""
    lines = [line.partition(" ") for line in row["talk"].splitlines() if line.strip()]
    said = tuple(("agent" if mark.startswith("A") else "resident", text) for mark, _, text in lines)
    asked = tuple(mark[2:-1] or None for mark, _, _ in lines)
    topics = row.get("topics", {})
    return Labelled(
        id=f"calls/{row['id']}",
        how=row["how"],
        transcript=_transcript(row["id"], said, asked, CallEnd(row.get("end", "flow_ended"))),
        danger=frozenset(DangerKind(kind) for kind in row.get("danger", ())),
        maybe=frozenset(DangerKind(kind) for kind in row.get("maybe", ())),
        need=frozenset(Need(need) for need in row["need"]),
        topics={topic: _states(topics.get(topic.value, "unknown")) for topic in Topic},
        reached=Reached(row.get("reached", "self")),
        requests=tuple(row["requests"]) if "requests" in row else None,
    )


def _states(states: TopicState | list[TopicState]) -> frozenset[TopicState]:
    return frozenset(states if isinstance(states, list) else [states])


def _transcript(
    label: str,
    said: tuple[tuple[str, str], ...],
    asked: tuple[str | None, ...] = (),
    end: CallEnd = CallEnd.FLOW_ENDED,
) -> Transcript:
    made = tuple(
        TranscriptTurn(f"t{n}", "agent" if who == "agent" else "resident", text, topic=topic)
        for n, ((who, text), topic) in enumerate(zip_longest(said, asked), 1)
    )
    return Transcript(label, "evaluation", 1, label, WHEN, WHEN, end, made)
