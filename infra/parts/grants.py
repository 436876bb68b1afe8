"""What each need means: the permission on named resources, and the environment that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam

from anbu.settings import Settings
from infra.needs import Need
from infra.parts.nag import accept

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs

    from infra.stacks.ledger import LedgerStack

_USE_KEY = ["kms:Decrypt", "kms:GenerateDataKey"]
_INDEXES = ("due", "round", "list", "area")
_ENTITY_ACTIONS = ("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")
_ERASABLE = {"lists": ("lists/", "receipts/", "reports/"), "transcripts": ("transcripts/",)}
_CALL_ACTIONS = (
    "StartOutboundVoiceContact",
    "StopContact",
    "DescribeContact",
    "SearchContacts",
    "GetContactAttributes",
)


def grant(function: lambda_.Function, need: Need, ledger: LedgerStack, settings: Settings) -> None:
    """Gives one function what it needs, and no more."""
    _GRANTS[need](function, ledger, settings)


def allow(function: lambda_.Function, actions: list[str], resources: list[str], wildcard: str = "") -> None:
    """Adds a permission. A resource with a wildcard is accepted only with `wildcard`, the reason for it."""
    function.add_to_role_policy(iam.PolicyStatement(actions=actions, resources=resources))
    for resource in resources:
        if "*" in resource and wildcard and function.role:
            accept(function.role, f"AwsSolutions-IAM5[Resource::{resource}]", wildcard)


def may_send(sender: iam.IPrincipal, queue: sqs.Queue, ledger: LedgerStack) -> None:
    """Lets somebody put messages into one queue (single or in batches: AWS has one action for both)."""
    for actions, resource in ((["sqs:SendMessage"], queue.queue_arn), (_USE_KEY, ledger.queue_key.key_arn)):
        iam.Grant.add_to_principal(grantee=sender, actions=actions, resource_arns=[resource])


def accept_key_forms(role: iam.IRole) -> None:
    """For what CDK itself grants: the actions of encrypting, in their two forms each, on one named key."""
    for action in ("GenerateDataKey", "ReEncrypt"):
        accept(role, f"AwsSolutions-IAM5[Action::kms:{action}*]", "both forms of an action, on one named key")


def arn(settings: Settings, service: str, resource: str) -> str:
    """The name of one of our resources, whether it exists yet or not."""
    return f"arn:aws:{service}:{settings.aws.region}:{settings.aws.account}:{resource}"


def telephony_path(settings: Settings) -> str:
    """Under it the Telephony stack writes its ids, and the functions that call read them."""
    return f"/anbu/{settings.name}/telephony"


def _ledger(function: lambda_.Function, ledger: LedgerStack, _: Settings) -> None:
    table = ledger.table.table_arn
    actions = [f"dynamodb:{action}" for action in _ENTITY_ACTIONS]
    allow(function, actions, [table, *(f"{table}/index/{index}" for index in _INDEXES)])
    function.add_to_role_policy(
        iam.PolicyStatement(
            effect=iam.Effect.DENY,
            actions=["dynamodb:DeleteItem", "dynamodb:UpdateItem"],
            resources=[table],
            conditions={"ForAnyValue:StringLike": {"dynamodb:LeadingKeys": ["AUDIT#*"]}},
        )
    )
    _use_data_key(function, ledger)
    function.add_environment("ANBU_TABLE", ledger.table.table_name)


def _bucket(which: str, environment: str, prefix: str, *, write: bool) -> Callable[..., None]:
    def give(function: lambda_.Function, ledger: LedgerStack, _: Settings) -> None:
        name = ledger.bucket_name(which)
        actions = ["s3:PutObject"] if write else ["s3:GetObject", "s3:GetObjectVersion"]
        why = "objects of one bucket, read or written one by one: their keys are made at run time"
        allow(function, actions, [f"arn:aws:s3:::{name}/{prefix}*"], why)
        if not write:
            allow(function, ["s3:ListBucket"], [f"arn:aws:s3:::{name}"])
        _use_data_key(function, ledger)
        function.add_environment(environment, name)

    return give


def _erase(function: lambda_.Function, ledger: LedgerStack, _: Settings) -> None:
    why = "all that lies under the name of a case or a round: its keys are made at run time"
    for which, prefixes in _ERASABLE.items():
        name = ledger.bucket_name(which)
        allow(function, ["s3:ListBucketVersions"], [f"arn:aws:s3:::{name}"])
        objects = [f"arn:aws:s3:::{name}/{prefix}*" for prefix in prefixes]
        allow(function, ["s3:DeleteObject", "s3:DeleteObjectVersion"], objects, why)


def _use_data_key(function: lambda_.Function, ledger: LedgerStack) -> None:
    allow(function, _USE_KEY, [ledger.data_key.key_arn])


def _hash_key(function: lambda_.Function, ledger: LedgerStack, settings: Settings) -> None:
    # not grant_read: it would name the role in the key's policy, and Ledger would import from here
    allow(function, ["secretsmanager:GetSecretValue"], [ledger.hash_key.secret_arn])
    _use_data_key(function, ledger)
    function.add_environment("ANBU_HASH_KEY_SECRET", f"anbu/{settings.name}/hash-key")


def _telephony(function: lambda_.Function, _: LedgerStack, settings: Settings) -> None:
    path = telephony_path(settings)
    under = [arn(settings, "ssm", f"parameter{path}"), arn(settings, "ssm", f"parameter{path}/*")]
    allow(
        function,
        ["ssm:GetParametersByPath", "ssm:GetParameters"],
        under,
        "what the Telephony stack writes under one path",
    )
    function.add_environment("ANBU_TELEPHONY_PATH", path)


def _call(function: lambda_.Function, _: LedgerStack, settings: Settings) -> None:
    instance = settings.telephony.instance_arn or arn(settings, "connect", "instance/*")
    why = "contacts get their ids as they are made, and the instance, if we make it, after this stack"
    actions = [f"connect:{action}" for action in _CALL_ACTIONS]
    allow(function, actions, [instance, f"{instance}/contact/*", f"{instance}/contact-flow/*"], why)


def _text(function: lambda_.Function, _: LedgerStack, settings: Settings) -> None:
    if settings.texts.secret:
        _read_secret(function, settings, settings.texts.secret)
        function.add_environment("ANBU_TEXTS_SECRET", settings.texts.secret)
    if settings.texts.provider == "aws":
        numbers = arn(settings, "sms-voice", "phone-number/*")
        told = arn(settings, "sms-voice", f"configuration-set/{settings.texts.configuration_set}")
        why = "our registered numbers: which one is in the settings"
        allow(function, ["sms-voice:SendTextMessage"], [numbers, told], why)


def _model(function: lambda_.Function, _: LedgerStack, settings: Settings) -> None:
    model = settings.model
    if model.secret:
        _read_secret(function, settings, model.secret)
        function.add_environment("ANBU_MODEL_SECRET", model.secret)
    if model.provider == "bedrock":
        allow(
            function, ["bedrock:InvokeModel"], [f"arn:aws:bedrock:{settings.aws.region}::foundation-model/{model.name}"]
        )


def _bus(function: lambda_.Function, ledger: LedgerStack, _: Settings) -> None:
    allow(function, ["events:PutEvents"], [ledger.bus.event_bus_arn])
    function.add_environment("ANBU_BUS", ledger.bus.event_bus_name)


def _origin(*_: object) -> None:
    """The secret is the Casework stack's own: it adds the permission and the name."""


def _read_secret(function: lambda_.Function, settings: Settings, name: str) -> None:
    # the six characters that Secrets Manager puts behind a name are not known before it is made
    allow(function, ["secretsmanager:GetSecretValue"], [arn(settings, "secretsmanager", f"secret:{name}-??????")])


_GRANTS: dict[Need, Callable[..., None]] = {
    Need.LEDGER: _ledger,
    Need.READ_LISTS: _bucket("lists", "ANBU_LISTS_BUCKET", "", write=False),
    Need.WRITE_LISTS: _bucket("lists", "ANBU_LISTS_BUCKET", "", write=True),
    Need.READ_TRANSCRIPTS: _bucket("transcripts", "ANBU_TRANSCRIPTS_BUCKET", "transcripts/", write=False),
    Need.WRITE_TRANSCRIPTS: _bucket("transcripts", "ANBU_TRANSCRIPTS_BUCKET", "transcripts/", write=True),
    Need.AUDIT_COPY: _bucket("audit", "ANBU_AUDIT_BUCKET", "access/", write=True),
    Need.ERASE: _erase,
    Need.HASH_KEY: _hash_key,
    Need.TELEPHONY: _telephony,
    Need.CALL: _call,
    Need.TEXT: _text,
    Need.MODEL: _model,
    Need.BUS: _bus,
    Need.ORIGIN: _origin,
}
