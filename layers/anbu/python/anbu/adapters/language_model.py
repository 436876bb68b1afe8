"""A language model behind the openai SDK.

OpenAI, Amazon Bedrock (SigV4, no key) or a self-hosted server, by settings alone.
."""

import json
import time
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from anbu.domain.counselling.model_answer import Claim, ModelAnswer, ModelFailed, Usage
from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.transcript import TranscriptTurn

if TYPE_CHECKING:
    from openai import OpenAI
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

    def read(self, turns: tuple[TranscriptTurn, ...]) -> tuple[ModelAnswer, Usage]:
        """One request, with the SDK's own retries inside the deadline. Raises ModelFailed for all that goes wrong."""
        import openai  # noqa: PLC0415 half a second, only where a model is asked

        started = time.monotonic()
        try:
            completion = self.client.chat.completions.parse(
                model=self.settings.model,
                messages=[
                    {"role": "system", "content": _prompt(self.settings.prompt)},
                    {"role": "user", "content": _as_data(turns)},
                ],
                response_format=_Answer,
                temperature=0,
                max_completion_tokens=self.settings.most_answer_tokens,
            )
        except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError):
            raise ModelFailed("cut_off") from None
        except openai.APITimeoutError:
            raise ModelFailed("late") from None
        except openai.OpenAIError:
            raise ModelFailed("unreachable") from None
        except (ValidationError, ValueError, TypeError, AttributeError):
            raise ModelFailed("malformed") from None
        return _believable(completion), self._usage(completion, time.monotonic() - started)

    def _usage(self, completion: "ParsedChatCompletion[_Answer]", seconds: float) -> Usage:
        used = completion.usage
        if used is None:
            return Usage(seconds=seconds)
        won = (
            used.prompt_tokens * self.settings.won_per_million_prompt
            + used.completion_tokens * self.settings.won_per_million_answer
        )
        return Usage(used.prompt_tokens, used.completion_tokens, round(won / MILLION), seconds)


def language_model(settings: ModelSettings) -> OpenAiModel:
    """The model of these settings. The deadline counts for each try, so it is shared out among them."""
    import openai  # noqa: PLC0415

    timeout = settings.deadline_seconds / (settings.retries + 1)
    if settings.provider == "bedrock":
        from openai.providers.bedrock import bedrock  # noqa: PLC0415

        provider = bedrock(endpoint="runtime", region=settings.region)
        return OpenAiModel(settings, openai.OpenAI(provider=provider, timeout=timeout, max_retries=settings.retries))
    client = openai.OpenAI(
        api_key=settings.api_key, base_url=settings.base_url, timeout=timeout, max_retries=settings.retries
    )
    return OpenAiModel(settings, client)


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
