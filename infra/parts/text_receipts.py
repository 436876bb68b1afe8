"""How End User Messaging tells what became of a text: a configuration set, a topic of ours, the function `receipts`.

Only that topic may run the function with such events (its permission names the topic), and only End User Messaging of
this account may publish to it: nothing comes from outside, so there is no signature to check.
"""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sns as sns

from anbu.settings import Settings
from infra.stacks.ledger import LedgerStack

_PROVIDER = "sms-voice.amazonaws.com"


def take_text_receipts(stack: Stack, function: lambda_.Function, ledger: LedgerStack, settings: Settings) -> None:
    """Ties the events of every text that we send by AWS to the function that takes them."""
    ours = iam.ServicePrincipal(_PROVIDER, conditions={"StringEquals": {"aws:SourceAccount": stack.account}})
    key = kms.Key(
        stack,
        "TextReceiptsKey",
        enable_key_rotation=True,
        description=f"Anbu {settings.name}: what became of texts",
        removal_policy=RemovalPolicy.DESTROY,
    )
    key.grant_encrypt_decrypt(ours)
    name = f"anbu-{settings.name}-text-receipts"
    topic = sns.Topic(stack, "TextReceipts", topic_name=name, master_key=key, enforce_ssl=True)
    topic.grant_publish(ours)
    sns.CfnSubscription(  # by hand: CDK's own would write into the queue's policy, and Ledger import from here
        stack,
        "TextReceiptsToFunction",
        protocol="lambda",
        topic_arn=topic.topic_arn,
        endpoint=function.function_arn,
        redrive_policy={"deadLetterTargetArn": ledger.events_dead.queue_arn},
    )
    function.add_permission(
        "FromTextReceipts", principal=iam.ServicePrincipal("sns.amazonaws.com"), source_arn=topic.topic_arn
    )
    told = smsvoice.CfnConfigurationSet(
        stack,
        "TextEvents",
        configuration_set_name=settings.texts.configuration_set,
        event_destinations=[
            smsvoice.CfnConfigurationSet.EventDestinationProperty(
                enabled=True,
                event_destination_name="receipts",
                matching_event_types=["TEXT_ALL"],
                sns_destination=smsvoice.CfnConfigurationSet.SnsDestinationProperty(topic_arn=topic.topic_arn),
            )
        ],
    )
    told.node.add_dependency(topic)
