"""Wiring of summarize: the rules engine, with the model on top where the settings name one."""

from functools import cache

from aws_lambda_powertools.metrics import MetricUnit

from anbu import bootstrap
from anbu.adapters.morphology import analyse
from anbu.adapters.transcript_store import attempt_of, key_of
from anbu.domain.counselling.model_answer import Usage
from anbu.observability import logger, metrics
from anbu.usecases.make_record import Recording
from anbu.usecases.summarise_call import Summarising, SummaryModel


@cache
def model() -> SummaryModel | None:
    """The model of the settings, or None: everything works without."""
    if bootstrap.settings().model.provider == "none":
        return None
    from anbu.adapters.language_model import language_model  # noqa: PLC0415  half a second of import
    from anbu.bootstrap_model import model_settings  # noqa: PLC0415

    told = model_settings()
    return language_model(told) if told else None


def _measure(usage: Usage) -> None:
    metrics.add_metric("ModelTokensIn", MetricUnit.Count, usage.prompt_tokens)
    metrics.add_metric("ModelTokensOut", MetricUnit.Count, usage.answer_tokens)
    metrics.add_metric("ModelWon", MetricUnit.Count, usage.won)
    metrics.add_metric("ModelSeconds", MetricUnit.Seconds, usage.seconds)


def _failed(why: str) -> None:
    metrics.add_metric("ModelFailed", MetricUnit.Count, 1)
    metrics.add_metric(f"ModelFailed_{why}", MetricUnit.Count, 1)
    logger.warning("the model gave no usable record", extra={"why": why})


@cache
def recording() -> Recording:
    """What making records needs."""
    summarising = Summarising(analyse, model(), _measure, _failed)
    return Recording(bootstrap.work(), bootstrap.transcripts(), attempt_of, key_of, summarising)
