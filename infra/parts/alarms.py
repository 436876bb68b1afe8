"""Alarms, each with the sentence that tells the person who is woken what it means and what to do."""

from dataclasses import dataclass

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

_FIVE = Duration.minutes(5)
_OLDEST_SECONDS = 1800
"""Nothing should wait so long where work that can be done now lies."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Where alarms are made, and who hears of them."""

    stack: Stack
    topic: sns.ITopic
    deployment: str


def alarm_of_dead_letters(watch: Watch, name: str, queue: sqs.IQueue) -> None:
    """One letter is enough: throttling writes nothing here, so a letter is a fault."""
    metric = queue.metric_approximate_number_of_messages_visible(period=Duration.minutes(1), statistic="Maximum")
    _alarm(
        watch,
        f"{name}-dead-letters",
        metric,
        0,
        f"처리하지 못한 메시지가 {name}에 남아 있습니다. 해당 가구는 '확인 필요'로 보입니다: docs/deploying.md",
    )


def alarm_of_waiting(watch: Watch, name: str, queue: sqs.IQueue) -> None:
    """Messages are not taken: the function is throttled, broken, or switched off."""
    metric = queue.metric_approximate_age_of_oldest_message(period=_FIVE, statistic="Maximum")
    _alarm(watch, f"{name}-waiting", metric, _OLDEST_SECONDS, f"{name} 큐의 메시지가 30분 넘게 처리되지 않고 있습니다.")


def alarm_of_errors(watch: Watch, name: str, function: lambda_.IFunction) -> None:
    """A function fails again and again; single failures are tried again by themselves."""
    _alarm(
        watch,
        f"{name}-errors",
        function.metric_errors(period=_FIVE, statistic="Sum"),
        5,
        f"{name} 함수가 5분 동안 여러 번 실패했습니다.",
    )


def alarm_of_failures(watch: Watch) -> None:
    """Messages fail again and again, whichever function has them; single failures come again by themselves."""
    metric = _own("MessagesFailed", "Sum")
    _alarm(
        watch,
        "messagesfailed",
        metric,
        5,
        "5분 동안 메시지를 여러 번 처리하지 못했습니다. 로그의 'a message failed'를 보세요.",
    )


def alarm_of_own(watch: Watch, metric_name: str) -> None:
    """What our own counts say: somebody is overdue with the machine, or missing from the ledger."""
    _alarm(
        watch,
        metric_name.lower(),
        _own(metric_name, "Maximum"),
        0,
        f"{metric_name}: 누락되거나 기한을 넘긴 가구가 있습니다. `uv run anbu why`로 확인하세요.",
    )


def _own(name: str, statistic: str) -> cloudwatch.Metric:
    dimensions = {"service": "anbu"}
    return cloudwatch.Metric(
        namespace="Anbu", metric_name=name, dimensions_map=dimensions, period=_FIVE, statistic=statistic
    )


def _alarm(watch: Watch, name: str, metric: cloudwatch.IMetric, above: float, says: str) -> None:
    alarm = cloudwatch.Alarm(
        watch.stack,
        f"{name.title().replace('-', '')}Alarm",
        alarm_name=f"anbu-{watch.deployment}-{name}",
        alarm_description=says,
        metric=metric,
        threshold=above,
        evaluation_periods=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
    alarm.add_alarm_action(actions.SnsAction(watch.topic))
    alarm.add_ok_action(actions.SnsAction(watch.topic))
