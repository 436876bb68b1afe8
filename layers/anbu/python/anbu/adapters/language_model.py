"""A language model behind the openai SDK.

OpenAI, Amazon Bedrock (SigV4, no key) or a self-hosted server, by settings alone.
."""

import json
import time
import warnings
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from anbu.adapters.deadline import within
from anbu.domain.counselling.model_answer import Claim, ModelAnswer, ModelFailed, Usage
from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.transcript import TranscriptTurn

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types import CompletionUsage
    from openai.types.chat import ParsedChatCompletion

MILLION = 1_000_000


class ModelSettings(BaseModel):
    """Where the model runs and what it may take. Prices in won for a million tokens."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    provider: Literal["openai", "bedrock", "self_hosted"]
    model: str
    base_url: str | None = None
    region: str = "ap-northeast-2"
    api_key: str = Field(default="unused", repr=False)
    deadline_seconds: float = 20.0
    retries: int = 1
    most_answer_tokens: int = 1500
    temperature: float | None = 0
    prompt: str = "summarise-2026-11"
    won_per_million_prompt: int = 0
    won_per_million_answer: int = 0


class _Said(BaseModel):
    turn: str
    quote: str
    text: str = ""


class _Danger(_Said):
    kind: DangerKind


class _Problem(_Said):
    topic: Topic


class _Answer(BaseModel):
    """The shape that the model must answer in."""

    model_config = ConfigDict(hide_input_in_errors=True)

    dangers: list[_Danger]
    problems: list[_Problem]
    requests: list[_Said]
    summary: list[str]


@dataclass(frozen=True, slots=True)
class OpenAiModel:
    """`SummaryModel` over chat completions with structured output."""

    settings: ModelSettings
    client: "OpenAI"

    @property
    def engine(self) -> str:
        """`llm:<model>`."""
        return f"llm:{self.settings.model}"

    @property
    def prompt(self) -> str:
        """As its file is named."""
        return self.settings.prompt

    def read(self, turns: tuple[TranscriptTurn, ...]) -> tuple[ModelAnswer, Usage]:
        """One request, with the SDK's own retries inside the deadline. Raises ModelFailed for all that goes wrong."""
        import openai  # noqa: PLC0415 half a second, only where a model is asked

        started = time.monotonic()
        try:
            completion = within(self.settings.deadline_seconds, lambda: self._ask(turns))
            return _believable(completion), self._usage(completion.usage, time.monotonic() - started)
        except ModelFailed:
            raise
        except openai.LengthFinishReasonError as cut:
            raise ModelFailed("cut_off", self._usage(cut.completion.usage, time.monotonic() - started)) from None
        except openai.ContentFilterFinishReasonError:
            raise ModelFailed("filtered") from None
        except (TimeoutError, openai.APITimeoutError):
            raise ModelFailed("late") from None
        except openai.OpenAIError:
            raise ModelFailed("unreachable") from None
        except Exception:  # an answer may be wrong in any way, and none of them may cost the record
            raise ModelFailed("malformed") from None

    def _ask(self, turns: tuple[TranscriptTurn, ...]) -> "ParsedChatCompletion[_Answer]":
        return self.client.chat.completions.parse(
            model=self.settings.model,
            messages=[
                {"role": "system", "content": _prompt(self.settings.prompt)},
                {"role": "user", "content": _as_data(turns)},
            ],
            response_format=_Answer,
            max_completion_tokens=self.settings.most_answer_tokens,
            **steady(self.settings.temperature),
        )

    def _usage(self, used: "CompletionUsage | None", seconds: float) -> Usage:
        """What the server says that it used; servers of one's own may say nothing, or nothing sensible."""
        prompt, answer = _count(used, "prompt_tokens"), _count(used, "completion_tokens")
        won = prompt * self.settings.won_per_million_prompt + answer * self.settings.won_per_million_answer
        return Usage(prompt, answer, won / MILLION, seconds)


def language_model(settings: ModelSettings) -> OpenAiModel:
    """The model of these settings. Each try gets its share of the deadline."""
    import openai  # noqa: PLC0415

    warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)  # they quote what a server sent
    timeout = settings.deadline_seconds / (settings.retries + 1)
    if settings.provider == "bedrock":
        from openai.providers.bedrock import bedrock  # noqa: PLC0415

        elsewhere = settings.base_url or openai.NOT_GIVEN
        provider = bedrock(endpoint="runtime", region=settings.region, base_url=elsewhere)
        return OpenAiModel(settings, openai.OpenAI(provider=provider, timeout=timeout, max_retries=settings.retries))
    client = openai.OpenAI(
        api_key=settings.api_key, base_url=settings.base_url, timeout=timeout, max_retries=settings.retries
    )
    return OpenAiModel(settings, client)


class Steady(TypedDict, total=False):
    """How freely a model may choose its words; empty for models that refuse to be told."""

    temperature: float


def steady(temperature: float | None) -> Steady:
    """The part of a request that says so."""
    return {} if temperature is None else {"temperature": temperature}


def _count(used: object, name: str) -> int:
    value = getattr(used, name, 0)
    return value if isinstance(value, int) and value > 0 else 0


def _prompt(name: str) -> str:
    return files("anbu.data").joinpath("prompts", f"{name}.md").read_text("utf-8")


def _as_data(turns: tuple[TranscriptTurn, ...]) -> str:
    """The talk as JSON lines: quoted data, not instructions."""
    return "\n".join(
        json.dumps({"turn": turn.id, "speaker": turn.speaker, "text": turn.text}, ensure_ascii=False) for turn in turns
    )


def _believable(completion: "ParsedChatCompletion[_Answer]") -> ModelAnswer:
    message = completion.choices[0].message if completion.choices else None
    if message is None or message.parsed is None:
        raise ModelFailed("refused" if message is not None and message.refusal else "empty")
    answer = message.parsed
    return ModelAnswer(
        tuple((one.kind, Claim(one.text, one.turn, one.quote)) for one in answer.dangers),
        tuple((one.topic, Claim(one.text, one.turn, one.quote)) for one in answer.problems),
        tuple(Claim(one.text or one.quote, one.turn, one.quote) for one in answer.requests),
        tuple(answer.summary),
    )
