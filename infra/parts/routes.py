"""Which event goes into which queue. A rule that cannot deliver leaves the event in a dead-letter queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam

from infra.needs import Queue

if TYPE_CHECKING:
    from infra.stacks.ledger import LedgerStack


_NOTHING_FOLLOWS = ["INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "CONNECTED_TO_AGENT"]
"""Steps on the way of a call: two of three events (Connect administrator guide, "Contact events")."""


def route_uploads(stack: LedgerStack) -> None:
    """A new list → intake; a new transcript → summaries. Every way of creating an object counts, multipart too."""
    _route(stack, "ListArrived", Queue.INTAKE, _created(stack.lists.bucket_name, "lists/"))
    _route(stack, "TranscriptFrozen", Queue.SUMMARIES, _created(stack.transcripts.bucket_name, "transcripts/"))


def route_connect_events(stack: LedgerStack, source: str) -> None:
    """Contact events of Connect, but for those of which nothing follows: what the others mean, the reader decides.

    A type that nobody knows yet, or spelt otherwise than it is documented, comes through: an end must not be lost.
    """
    some_other = {"$or": [{"eventType": [{"exists": False}]}, {"eventType": [{"anything-but": _NOTHING_FOLLOWS}]}]}
    pattern = events.EventPattern(source=[source], detail_type=["Amazon Connect Contact Event"], detail=some_other)
    _route(stack, "ContactEvent", Queue.EVENTS, pattern)


_USE_KEY = ("kms:Decrypt", "kms:GenerateDataKey")
"""What a service needs of a queue's key to put something into it."""


def let_rules_of_the_bus_put_aside(stack: LedgerStack) -> None:
    """Rules on our own bus stand in later stacks; what they cannot deliver comes here all the same."""
    rules = stack.format_arn(service="events", resource="rule", resource_name=f"{stack.bus_name}/*")
    stack.events_dead.add_to_resource_policy(
        iam.PolicyStatement(
            principals=[iam.ServicePrincipal("events.amazonaws.com")],
            actions=["sqs:SendMessage"],
            resources=[stack.events_dead.queue_arn],
            conditions={"ArnLike": {"aws:SourceArn": rules}},
        )
    )
    stack.queue_key.grant(iam.ServicePrincipal("events.amazonaws.com"), *_USE_KEY)


def let_topics_put_aside(stack: LedgerStack, deployment: str) -> None:
    """The topic by which a provider tells what became of texts stands in a later stack, too."""
    stack.events_dead.add_to_resource_policy(
        iam.PolicyStatement(
            principals=[iam.ServicePrincipal("sns.amazonaws.com")],
            actions=["sqs:SendMessage"],
            resources=[stack.events_dead.queue_arn],
            conditions={"ArnLike": {"aws:SourceArn": stack.format_arn(service="sns", resource=f"anbu-{deployment}-*")}},
        )
    )
    stack.queue_key.grant(iam.ServicePrincipal("sns.amazonaws.com"), *_USE_KEY)


def _created(bucket: str, prefix: str) -> events.EventPattern:
    return events.EventPattern(
        source=["aws.s3"],
        detail_type=["Object Created"],
        detail={"bucket": {"name": [bucket]}, "object": {"key": [{"prefix": prefix}]}},
    )


def _route(stack: LedgerStack, name: str, queue: Queue, pattern: events.EventPattern) -> None:
    target = targets.SqsQueue(
        stack.queues[queue], dead_letter_queue=stack.events_dead, max_event_age=Duration.hours(24), retry_attempts=185
    )
    events.Rule(stack, name, event_pattern=pattern, targets=[target])
