"""What makes a function run: a queue, a schedule, new entities of the ledger, dead letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs

from anbu.settings import Settings
from infra.functions import Function
from infra.needs import Queue
from infra.parts.grants import accept_key_forms, may_send
from infra.parts.nag import accept
from infra.when_it_runs import FromBus, FromDeadLetters, FromQueue, FromStream, FromWeb, OnSchedule

if TYPE_CHECKING:
    from infra.stacks.ledger import LedgerStack

_LEAST_CONCURRENCY = 2
"""The smallest bound that an event source mapping takes."""


def connect(function: lambda_.Function, entry: Function, ledger: LedgerStack, settings: Settings) -> None:
    """Every trigger of the entry, each with partial batch answers and somewhere for what fails."""
    for trigger in entry.triggers:
        match trigger:
            case FromQueue():
                _from_queue(function, ledger.queues[trigger.queue], trigger, settings)
            case OnSchedule():
                _on_schedule(function, entry, trigger.cron, ledger, settings)
            case FromStream():
                _from_stream(function, trigger, ledger)
            case FromBus():
                _from_bus(function, entry, trigger.detail_type, ledger)
            case FromWeb():
                pass  # the API that it belongs to adds the route (infra/stacks/casework.py)
            case FromDeadLetters():
                for queue in ledger.dead.values():
                    _from_queue(
                        function, queue, FromQueue(Queue.WAKE, batch=10, concurrency=_LEAST_CONCURRENCY), settings
                    )
    if entry.wakes_at:
        _wake(function, entry.wakes_at, ledger, settings)


def _from_queue(function: lambda_.Function, queue: sqs.Queue, trigger: FromQueue, settings: Settings) -> None:
    bound = settings.functions.concurrency or trigger.concurrency
    function.add_event_source(
        sources.SqsEventSource(
            queue,
            batch_size=trigger.batch,
            max_concurrency=max(_LEAST_CONCURRENCY, bound),
            report_batch_item_failures=True,
            max_batching_window=Duration.seconds(trigger.gather) if trigger.gather else None,
        )
    )


def _from_stream(function: lambda_.Function, trigger: FromStream, ledger: LedgerStack) -> None:
    kinds = {"entity": {"S": lambda_.FilterRule.or_(*trigger.kinds)}}
    function.add_event_source(
        sources.DynamoEventSource(
            ledger.table,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=10,
            retry_attempts=10,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            on_failure=sources.SqsDlq(ledger.dead["undelivered-events"]),
            filters=[
                lambda_.FilterCriteria.filter(
                    {"eventName": lambda_.FilterRule.is_equal("INSERT"), "dynamodb": {"NewImage": kinds}}
                )
            ],
        )
    )
    if function.role:
        accept(function.role, "AwsSolutions-IAM5[Resource::*]", "dynamodb:ListStreams takes no resource")
        accept_key_forms(function.role)


def _from_bus(function: lambda_.Function, entry: Function, detail_type: str, ledger: LedgerStack) -> None:
    """By hand: CDK's own target would name this rule in the dead-letter queue's policy, and Ledger import from here."""
    stack = Stack.of(function)
    rule = events.CfnRule(
        stack,
        f"{entry.name.title()}On{detail_type}",
        event_bus_name=ledger.bus.event_bus_name,
        event_pattern={"detail-type": [detail_type]},
        targets=[
            events.CfnRule.TargetProperty(
                id=entry.name,
                arn=function.function_arn,
                dead_letter_config=events.CfnRule.DeadLetterConfigProperty(arn=ledger.events_dead.queue_arn),
                retry_policy=events.CfnRule.RetryPolicyProperty(maximum_event_age_in_seconds=24 * 3600),
            )
        ],
    )
    function.add_permission(
        f"On{detail_type}", principal=iam.ServicePrincipal("events.amazonaws.com"), source_arn=rule.attr_arn
    )


def _on_schedule(
    function: lambda_.Function, entry: Function, cron: str, ledger: LedgerStack, settings: Settings
) -> None:
    role = _scheduler_role(function, entry.name, ledger)
    role.add_to_policy(iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[function.function_arn]))
    _schedule(function, f"{settings.name}-{entry.name}", cron, function.function_arn, role, ledger)


def _wake(function: lambda_.Function, cron: str, ledger: LedgerStack, settings: Settings) -> None:
    role = _scheduler_role(function, "wake", ledger)
    may_send(role, ledger.queues[Queue.WAKE], ledger)
    _schedule(function, f"{settings.name}-wake", cron, ledger.queues[Queue.WAKE].queue_arn, role, ledger)


def _scheduler_role(function: lambda_.Function, name: str, ledger: LedgerStack) -> iam.Role:
    ours = {"StringEquals": {"aws:SourceAccount": Stack.of(function).account}}
    principal = iam.ServicePrincipal("scheduler.amazonaws.com", conditions=ours)
    role = iam.Role(Stack.of(function), f"{name.title()}ScheduleRole", assumed_by=principal)
    may_send(role, ledger.dead["undelivered-events"], ledger)
    return role


def _schedule(function: lambda_.Function, name: str, cron: str, arn: str, role: iam.Role, ledger: LedgerStack) -> None:
    scheduler.CfnSchedule(
        Stack.of(function),
        f"{name.partition('-')[2].title()}Schedule",
        name=f"anbu-{name}",
        schedule_expression=cron,
        schedule_expression_timezone="UTC",
        flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
        target=scheduler.CfnSchedule.TargetProperty(
            arn=arn,
            role_arn=role.role_arn,
            input='{"why": "schedule"}',
            dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(
                arn=ledger.dead["undelivered-events"].queue_arn
            ),
            retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                maximum_event_age_in_seconds=3600, maximum_retry_attempts=10
            ),
        ),
    )
