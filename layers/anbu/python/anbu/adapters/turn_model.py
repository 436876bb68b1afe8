"""A language model beside the turns of a call: asked with a deadline, and never waited for longer."""

import json
import threading
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from aws_lambda_powertools.metrics import MetricUnit
from pydantic import BaseModel, ConfigDict

from anbu.adapters.deadline import within
from anbu.adapters.language_model import steady
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.second_opinion import Opinion
from anbu.observability import metrics

if TYPE_CHECKING:
    from openai import OpenAI

AskOnce = Callable[[str, str], Opinion]
"""May raise, hang, or lie: the first two are taken care of here, the third by the check of every word."""
PROMPT = "turn-2026-11"
_MOST_HANGING = 2
_MOST_ANSWER_TOKENS = 200


class _Danger(BaseModel):
    kind: DangerKind
    quote: str


class _Answer(BaseModel):
    """The shape that the model must answer in."""

    model_config = ConfigDict(hide_input_in_errors=True)

    dangers: list[_Danger]
    acknowledgement: str


class TurnModel:
    """`AskOnce` over chat completions with structured output. What it is given holds no personal data any more."""

    def __init__(self, client: "OpenAI", model: str, temperature: float | None = 0) -> None:
        self._client, self._model, self._steady = client, model, steady(temperature)
        self._prompt = files("anbu.data").joinpath("prompts", f"{PROMPT}.md").read_text("utf-8")

    def __call__(self, question: str, words: str) -> Opinion:
        """One request, once. Raises whatever goes wrong."""
        completion = self._client.chat.completions.parse(
            model=self._model,
            messages=[
                {"role": "system", "content": self._prompt},
                {"role": "user", "content": json.dumps({"질문": question, "어르신의 말": words}, ensure_ascii=False)},
            ],
            response_format=_Answer,
            **self._steady,
            max_completion_tokens=_MOST_ANSWER_TOKENS,
        )
        answer = completion.choices[0].message.parsed
        if answer is None:
            raise ValueError("the model refused")
        return Opinion(tuple((one.kind, one.quote) for one in answer.dangers), answer.acknowledgement)


class WithDeadline:
    """`AskModel`: an opinion within `seconds`, or none. While asks hang on from before, no further one is begun."""

    def __init__(self, ask: AskOnce, seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._hanging = threading.Semaphore(_MOST_HANGING)

    def __call__(self, question: str, words: str) -> Opinion | None:
        """Never raises. What fails is counted, and no word of it kept."""
        if not self._hanging.acquire(blocking=False):
            _count("busy")
            return None
        try:
            return within(self._seconds, lambda: self._asked(question, words))
        except TimeoutError:
            _count("late")
        except Exception:  # a model may fail in any way; the call goes on without it
            _count("failed")
        return None

    def _asked(self, question: str, words: str) -> Opinion:
        try:
            return self._ask(question, words)
        finally:
            self._hanging.release()


def _count(why: str) -> None:
    metrics.add_metric(f"TurnModel_{why}", MetricUnit.Count, 1)
