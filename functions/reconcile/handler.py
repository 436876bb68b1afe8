"""Scheduler (hourly) → every stored file against the ledger, every due time against the clock."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap_reconcile
from anbu.observability import logger, metrics
from anbu.usecases.reconcile import reconcile


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One look at everything. Alarms watch the metrics; the log names areas, rounds and cases, never people."""
    found = reconcile(bootstrap_reconcile.reconciling())
    metrics.add_metric("UploadsResumed", MetricUnit.Count, found.resumed)
    metrics.add_metric("Unbalanced", MetricUnit.Count, len(found.unbalanced))
    metrics.add_metric("Missing", MetricUnit.Count, found.missing)
    metrics.add_metric("OverdueMachine", MetricUnit.Count, found.overdue_machine)
    metrics.add_metric("PeopleErased", MetricUnit.Count, found.erased)
    metrics.add_metric("RoundsSealed", MetricUnit.Count, found.sealed)
    metrics.add_metric("PeopleOverdue", MetricUnit.Count, sum(found.overdue.values()))
    if found.unbalanced:
        logger.error("rounds do not balance", extra={"rounds": found.unbalanced})
    if found.overdue:
        logger.warning("people are overdue", extra={"areas": dict(found.overdue), "cases": found.overdue_cases})
