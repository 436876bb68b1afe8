"""What an engine got right and wrong over the labelled transcripts."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from anbu.domain.counselling.record import CounsellingRecord, DangerKind, Need, Reached
from anbu.domain.transcript import Transcript
from bench.evaluation.labelled import Labelled

Engine = Callable[[Transcript], CounsellingRecord]


@dataclass(slots=True)
class Tally:
    """Right out of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """One more."""
        self.right += right
        self.of += 1

    @property
    def share(self) -> float:
        """Right ÷ all; 1 where there was nothing to get wrong."""
        return self.right / self.of if self.of else 1.0


@dataclass(slots=True)
class Score:
    """The figures of one engine, and every miss in words."""

    recall: dict[str, Tally] = field(default_factory=dict)
    by_how: dict[str, Tally] = field(default_factory=dict)
    precision: dict[str, Tally] = field(default_factory=dict)
    quiet: Tally = field(default_factory=Tally)
    need: Tally = field(default_factory=Tally)
    reached: Tally = field(default_factory=Tally)
    topics: dict[str, Tally] = field(default_factory=dict)
    requests: Tally = field(default_factory=Tally)
    quotes: Tally = field(default_factory=Tally)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    falsely_fine: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures that must not fall: over all, then by danger and by topic."""
        return {
            "transcripts": self.need.of,
            "danger_recall": _sum(self.recall.values()).share,
            "danger_recall_explicit": self.by_how.get("explicit", Tally()).share,
            "danger_precision": _sum(self.precision.values()).share,
            "hard_negatives_quiet": self.quiet.share,
            "need_acceptable": self.need.share,
            "reached": self.reached.share,
            "topics": _sum(self.topics.values()).share,
            "requests": self.requests.share,
            "quotes_verbatim": self.quotes.share,
            "not_falsely_fine": float(self.falsely_fine == 0),
            **{f"recall of {kind}": tally.share for kind, tally in sorted(self.recall.items())},
            **{f"precision of {kind}": tally.share for kind, tally in sorted(self.precision.items())},
            **{f"topic {topic}": tally.share for topic, tally in sorted(self.topics.items())},
        }


def _sum(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.right += tally.right
        whole.of += tally.of
    return whole


def score(engine: Engine, cases: Iterable[Labelled]) -> Score:
    """Runs the engine over every transcript."""
    found = Score()
    for case in cases:
        _one(found, case, engine(case.transcript))
    return found


def _one(found: Score, case: Labelled, record: CounsellingRecord) -> None:
    kinds = {one.kind for one in record.danger}
    for kind in case.danger:
        found.recall.setdefault(kind.value, Tally()).add(kind in kinds)
        found.by_how.setdefault(case.how, Tally()).add(kind in kinds)
    for kind in kinds:
        found.precision.setdefault(kind.value, Tally()).add(kind in case.danger | case.maybe)
    if case.is_hard_negative:
        found.quiet.add(not kinds - case.maybe)
    found.need.add(record.need in case.need)
    found.reached.add(record.reached is case.reached)
    wanted = Need.URGENT if case.danger else sorted(case.need)[0]
    found.confusion[
        (wanted.value if len(case.need) == 1 else "any of " + ", ".join(sorted(case.need)), record.need.value)
    ] += 1
    if record.need is Need.NONE_STATED and (
        case.danger or Need.NONE_STATED not in case.need or case.reached is not Reached.SELF
    ):
        found.falsely_fine += 1
    _topics(found, case, record)
    _requests(found, case, record)
    _quotes(found, case, record)
    _tell(found, case, record, kinds)


def _topics(found: Score, case: Labelled, record: CounsellingRecord) -> None:
    for topic, states in (case.topics or {}).items():
        state = record.topics[topic].state
        found.topics.setdefault(topic.value, Tally()).add(state in states)
        if state not in states:
            found.misses.append(f"{case.id}: {topic} is {state}, not {' or '.join(sorted(states))}")


def _requests(found: Score, case: Labelled, record: CounsellingRecord) -> None:
    """Right: every request named by a word of it is there, and none where nobody asked for anything."""
    if case.requests is None:
        return
    heard = [f"{one.text} {one.quote}" for one in record.requests]
    right = all(any(word in one for one in heard) for word in case.requests) and bool(heard) == bool(case.requests)
    found.requests.add(right)
    if not right:
        found.misses.append(f"{case.id}: requests are {heard}, not {list(case.requests)}")


def _quotes(found: Score, case: Labelled, record: CounsellingRecord) -> None:
    said = {turn.id: turn.text for turn in case.transcript.resident_turns}
    proofs = [(one.turn, one.quote) for one in record.danger]
    proofs += [(one.turn, one.quote) for one in record.requests]
    proofs += [(one.turn, one.quote) for topic in record.topics.values() for one in topic.findings]
    for turn, quote in proofs:
        found.quotes.add(quote in said.get(turn, ""))


def _tell(found: Score, case: Labelled, record: CounsellingRecord, kinds: set[DangerKind]) -> None:
    last = case.transcript.turns[-1].text
    for kind in sorted(case.danger - kinds):
        found.misses.append(f"{case.id}: {kind} missed in “{last}”")
    for kind in sorted(kinds - case.danger - case.maybe):
        found.misses.append(f"{case.id}: {kind} heard in “{last}”")
    if record.need not in case.need and not case.danger:
        found.misses.append(f"{case.id}: need is {record.need}")
    if record.reached is not case.reached:
        found.misses.append(f"{case.id}: reached is {record.reached}, not {case.reached}")
