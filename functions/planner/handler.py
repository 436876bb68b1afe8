"""Scheduler (every minute) and SQS `wake` → one beat of the planner."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.adapters.area_tables import area_tree
from anbu.observability import logger, metrics
from anbu.usecases.casework.climb_rota import climb_rota
from anbu.usecases.tick import tick
from anbu.usecases.watch_answers import calling_is_stopped

_SPARE_SECONDS = 10
"""Left of the time limit when the planner stops filling lines."""
UNTIL_THE_NEXT = timedelta(seconds=50)
"""The next beat comes after a minute: no beat waits past it."""


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(_event: dict[str, Any], context: LambdaContext) -> None:
    """One beat. Nothing of the event is used: what is due is found by query."""
    work = bootstrap.work()
    climbed = climb_rota(work.ledger, work.clock, area_tree().parent)  # danger first
    spare = max(0.0, context.get_remaining_time_in_millis() / 1000 - _SPARE_SECONDS)
    beat = tick(work, work.clock.now() + min(UNTIL_THE_NEXT, work.clock.lease(spare)))
    metrics.add_metric("AlertsUnacknowledged", MetricUnit.Count, climbed)
    metrics.add_metric("NoticesPlanned", MetricUnit.Count, beat.notices)
    metrics.add_metric("CallsPlanned", MetricUnit.Count, beat.calls)
    metrics.add_metric("StepsRedone", MetricUnit.Count, beat.redone)
    metrics.add_metric("RecordsAskedAgain", MetricUnit.Count, beat.records)
    metrics.add_metric("CallingStopped", MetricUnit.Count, int(calling_is_stopped(work.ledger)))
