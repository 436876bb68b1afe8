"""Single answers about a topic: `topic|question >> answer || state …` in `transcripts/topic_answers*.txt`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import Topic, TopicState
from anbu.domain.counselling.weigh_topics import TopicScales
from anbu.domain.listening.listen import listen
from anbu.domain.listening.question import understand
from bench.evaluation.labelled import HERE, Labelled
from bench.evaluation.score import Tally

LEARNT = ("topic_answers", "topic_answers_elderly", "topic_answers_working_age", "topic_answers_our_questions")
UNLEARNT = "topic_answers_unlearnt"
"""From which the weights do not learn."""


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """An answer, what was asked, and the states that a fair counsellor may read out of it."""

    topic: Topic
    question: str
    answer: str
    states: frozenset[TopicState]

    @property
    def heard(self) -> TopicState:
        """What the rules read out of it."""
        scales = TopicScales()
        for mention in listen(self.answer, question=self.question, asked=self.topic, analyse=analyse).topics:
            scales.add(mention, "t1")
        return scales.states.get(self.topic, "unknown")


def topic_answers(lot: str) -> tuple[TopicAnswer, ...]:
    """Every answer of a lot."""
    lines = (HERE / f"{lot}.txt").read_text("utf-8").splitlines()
    return tuple(_answer(line) for line in lines if line and not line.startswith("#"))


def _answer(line: str) -> TopicAnswer:
    said, _, states = line.partition(" || ")
    asked, _, answer = said.rpartition(" >> ")
    topic, _, question = asked.partition("|")
    return TopicAnswer(Topic(topic), question, answer, _states(states))


def _states(states: str) -> frozenset[TopicState]:
    allowed: tuple[TopicState, ...] = ("problem", "ok", "unknown")
    return frozenset(state for state in allowed if state in states.split())


def in_calls(cases: Iterable[Labelled]) -> Iterator[TopicAnswer]:
    """The only answers to the only questions about a topic in whole calls with the person themself."""
    for case in cases:
        if case.topics is None or case.reached != "self":
            continue
        for topic, told in _asked_once(case).items():
            yield TopicAnswer(topic, *told, case.topics[topic])


def _asked_once(case: Labelled) -> dict[Topic, tuple[str, str]]:
    found: dict[Topic, list[tuple[str, str]]] = {}
    question, topic = "", None
    for turn in case.transcript.turns:
        if turn.speaker == "agent":
            question, topic = f"{question} {turn.text}".strip(), turn.topic or topic
            continue
        asked = [Topic(topic)] if topic in frozenset(Topic) else [] if topic else understand(question).topics
        for one in asked:
            found.setdefault(one, []).append((question, turn.text))
        question, topic = "", None
    return {topic: told[0] for topic, told in found.items() if len(told) == 1}


@dataclass(frozen=True, slots=True)
class Read:
    """How many answers were read as they may be, of how many; those that tell of trouble and were not read as fine."""

    right: Tally
    not_fine: Tally
    misses: tuple[str, ...]

    def figures(self) -> tuple[tuple[str, float], ...]:
        """What must not fall."""
        return ("read right", self.right.share), ("trouble not read as fine", self.not_fine.share)


def read(answers: Iterable[TopicAnswer]) -> Read:
    """Reads every one."""
    right, not_fine, misses = Tally(), Tally(), list[str]()
    for one in answers:
        heard = one.heard
        right.add(heard in one.states)
        if one.states == {"problem"}:
            not_fine.add(heard != "ok")
        if heard not in one.states:
            asked = f"“{one.question}” “{one.answer}”"
            misses.append(f"{one.topic}: {heard}, not {' or '.join(sorted(one.states))}: {asked}")
    return Read(right, not_fine, tuple(misses))
