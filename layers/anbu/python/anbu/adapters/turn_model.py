"""A language model beside the turns of a call: asked with a deadline, and never waited for longer."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from aws_lambda_powertools.metrics import MetricUnit

from anbu.domain.dialogue.second_opinion import Opinion
from anbu.observability import metrics

AskOnce = Callable[[str, str], Opinion]
"""May raise, hang, or lie: the first two are taken care of here, the third by the check of every word."""
_MOST_HANGING = 2


class WithDeadline:
    """`AskModel`: an opinion within `seconds`, or none. While asks hang on from before, no further one is begun."""

    def __init__(self, ask: AskOnce, seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._hanging = threading.Semaphore(_MOST_HANGING)

    def __call__(self, question: str, words: str) -> Opinion | None:
        """Never raises. What fails is counted, and no word of it kept."""
        if not self._hanging.acquire(blocking=False):
            return self._nothing("busy")
        answers: SimpleQueue[Opinion | None] = SimpleQueue()
        threading.Thread(target=self._run, args=(question, words, answers), daemon=True).start()
        try:
            opinion = answers.get(timeout=self._seconds)
        except Empty:
            return self._nothing("late")
        return opinion if opinion is not None else self._nothing("failed")

    def _run(self, question: str, words: str, answers: "SimpleQueue[Opinion | None]") -> None:
        try:
            answers.put(self._ask(question, words))
        except Exception:
            answers.put(None)
        finally:
            self._hanging.release()

    def _nothing(self, why: str) -> None:
        metrics.add_metric(f"TurnModel_{why}", MetricUnit.Count, 1)
