"""Solapi's webhook (HTTP API), End User Messaging's events and replies (SNS) → the notice's result, a wish, a note."""

import json
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.adapters.sms import aws, solapi
from anbu.adapters.sms.solapi_webhook import is_from_solapi
from anbu.domain.lists.keyed import Keyed
from anbu.domain.outreach.sending import TextReport
from anbu.observability import logger, metrics
from anbu.usecases.take_receipt import take_receipt
from anbu.usecases.take_reply import take_reply

_TAKEN, _UNREADABLE, _NOT_SOLAPI = 200, 400, 401


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any] | None:
    """One delivery of receipts. What is not answered with 200 comes again from Solapi; SNS repeats by itself."""
    if "Records" in event:  # only our own topic may run this function with them (infra/parts/text_receipts.py)
        told = [json.loads(record["Sns"]["Message"]) for record in event["Records"]]
        _take([report for message in told if (report := aws.report_of(message)) is not None])
        _replies([reply for message in told if (reply := aws.reply_of(message)) is not None])
        return None
    return {"statusCode": _from_webhook(APIGatewayProxyEventV2(event))}


def _from_webhook(request: APIGatewayProxyEventV2) -> int:
    word = bootstrap.secret_json(bootstrap.settings().texts.secret or "").get("webhook_secret")
    if not is_from_solapi(request.headers, word):
        metrics.add_metric("ReceiptsRefused", MetricUnit.Count, 1)
        return _NOT_SOLAPI
    try:
        reports = solapi.reports_of(json.loads(request.decoded_body or "[]"))
    except (ValueError, AttributeError, TypeError):  # not JSON, or not a list of reports
        metrics.add_metric("ReceiptsUnreadable", MetricUnit.Count, 1)
        return _UNREADABLE
    _take(reports)
    return _TAKEN


def _take(reports: list[TextReport]) -> None:
    work = bootstrap.work()
    ours = sum(take_receipt(report, work) for report in reports)
    metrics.add_metric("Receipts", MetricUnit.Count, ours)


def _replies(replies: list[aws.Reply]) -> None:
    work = bootstrap.work()
    for reply in replies:
        take_reply(Keyed(bootstrap.hash_key()).number(reply.number), reply.words, work.ledger, work.clock)
    metrics.add_metric("TextReplies", MetricUnit.Count, len(replies))
