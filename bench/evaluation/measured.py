"""All that the evaluation measures of the rules, so that `make eval` and the test suite hold the same figures."""

from dataclasses import dataclass
from functools import cache, partial

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.heard import About
from anbu.domain.listening.listen import listen_for_danger
from bench.evaluation.alarms import Alarms, listen_to_all
from bench.evaluation.floor import EARLIER, fallen, floor
from bench.evaluation.labelled import all_labelled, everyday, everyday_unlearnt, first_lots
from bench.evaluation.score import Score, score
from bench.evaluation.topic_answers import LEARNT, UNLEARNT, Read, read, topic_answers

engine = cache(partial(counsel, analyse=analyse))
"""The rules. Cached: some transcripts are read more than once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All transcripts, everyday talk, and single answers about topics by lot."""

    score: Score
    alarms: Alarms
    answers: dict[str, Read]

    def figures(self) -> dict[str, float]:
        """Every figure of the floor."""
        lots = {f"{name} of {lot}": share for lot, told in self.answers.items() for name, share in told.figures()}
        return self.score.figures() | self.alarms.figures() | lots

    def fallen(self) -> list[str]:
        """What has fallen below the floor, in words."""
        return fallen(self.figures())


def heard(said: str, question: str) -> frozenset[DangerKind]:
    """The dangers that alarm when somebody answers so."""
    mentions = listen_for_danger(said, question=question, analyse=analyse)
    return frozenset(one.kind for one in mentions if one.about is About.RESIDENT_OR_HOUSEHOLD)


def measured() -> Measured:
    """Over all that is labelled: some seconds more than the engine takes for the transcripts."""
    cases = all_labelled()
    return Measured(
        score(engine, cases),
        listen_to_all(heard, engine, cases, everyday=everyday(), unlearnt=everyday_unlearnt()),
        {lot: read(topic_answers(lot)) for lot in (*LEARNT, UNLEARNT)},
    )


def forgotten(lots: int) -> list[str]:
    """What has fallen, of the first so many lots alone."""
    found = score(engine, first_lots(all_labelled(), lots))
    below = fallen(found.figures(), floor(EARLIER[lots]))
    return [f"{line} (first {lots} lots)" for line in below] + (found.misses if below else [])
