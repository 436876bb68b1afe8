"""Scheduler (every five minutes) → campaigns that fell due; an event on the bus → seasonal ones, at once."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import CampaignRun, RunState
from anbu.observability import logger, metrics
from anbu.usecases.compare_follow_ups import compare_follow_ups
from anbu.usecases.keep_campaigns import take_settings
from anbu.usecases.start_campaigns import start_asked, start_campaigns

ASKED = "CampaignAsked"
"""Detail type: `{"campaign": id}`, or `{"kind": "heat_wave", "areas": [codes]}` from a weather service."""


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """One tick, or one wish. Late, doubled and skipped ticks are made good, or written down as missed."""
    world = bootstrap.campaigning()
    work, told = world.work, bootstrap.settings().campaigns
    take_settings(work.ledger, [campaign_of(table, work.clock.now()) for table in told])
    runs = start_asked(event["detail"], world) if event.get("detail-type") == ASKED else start_campaigns(world)
    raised = compare_follow_ups(work)
    _report(runs, raised)


def _report(runs: list[CampaignRun], raised: int) -> None:
    missed = [run for run in runs if run.state is RunState.MISSED and run.why != "paused"]  # that one is wanted
    for run in missed:
        logger.warning("a campaign was missed", campaign=run.campaign, period=run.period, why=run.why)
    metrics.add_metric("CampaignRunsMissed", MetricUnit.Count, len(missed))
    metrics.add_metric("CasesRaisedByChange", MetricUnit.Count, raised)
    if any(run.opened for run in runs):
        bootstrap.outbox(bootstrap.environment().wake_queue).send([{"why": "campaign"}])
