"""Scheduler (every five minutes) → open rounds counted by town and state: what the live ledger and forecasts show."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.observability import logger
from anbu.usecases.casework.count_round import recount_rounds


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One count of every open round. A count that was missed is made good by the next."""
    recount_rounds(bootstrap.ledger(), bootstrap.clock())
