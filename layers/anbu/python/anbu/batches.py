"""Batches of messages: what fails fails alone, is counted and logged by its kind, and comes again."""

import traceback
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType
from aws_lambda_powertools.utilities.batch.base import FailureResponse
from aws_lambda_powertools.utilities.batch.exceptions import ExceptionInfo

from anbu.observability import logger, metrics


class Batch(BatchProcessor):
    """Powertools' processor of one batch, with two promises more.

    A batch of which every message fails is answered like any other, message by message: to raise would end the run's
    environment on the embedded cloud, and would put the words of the exceptions, which may be a resident's, into the
    log. Each failure is counted (`MessagesFailed`, which has an alarm) and logged with its kind and its place.
    """

    def __init__(self, event_type: EventType, model: Any = None) -> None:
        """`event_type`, `model`: as Powertools takes them."""
        super().__init__(event_type, model=model, raise_on_entire_batch_failure=False)

    def failure_handler(self, record: Any, exception: ExceptionInfo) -> FailureResponse:
        """Tells of one message that failed: the kind of the exception and where it arose, never its text."""
        kind, _, trace = exception
        frames = traceback.extract_tb(trace)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        logger.warning("a message failed", extra={"error": getattr(kind, "__name__", ""), "where": where})
        metrics.add_metric("MessagesFailed", MetricUnit.Count, 1)
        return super().failure_handler(record, exception)
