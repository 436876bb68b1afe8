"""A deployment that texts by AWS hears what became of each text: from its own topic and from nowhere else."""

from collections.abc import Mapping
from typing import Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template

from anbu.settings import Settings
from infra.parts.text_receipts import take_text_receipts
from infra.settings import DEPLOYMENTS, read
from infra.stacks.ledger import LedgerStack


@pytest.fixture(scope="module")
def template() -> Template:
    told = read(DEPLOYMENTS / "jeonnam.toml").model_dump(mode="json")
    settings = Settings.model_validate(told | {"texts": told["texts"] | {"provider": "aws"}})
    app = App()
    ledger = LedgerStack(app, "ledger", settings)
    stack = Stack(app, "casework")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    function = lambda_.Function(
        stack, "Receipts", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler", code=code
    )
    take_text_receipts(stack, function, ledger, settings)
    return Template.from_stack(stack)


def only(template: Template, kind: str) -> Mapping[str, Any]:
    ((_, found),) = template.find_resources(kind).items()
    properties: Mapping[str, Any] = found["Properties"]
    return properties


def test_every_event_of_a_text_goes_to_our_topic(template: Template) -> None:
    told = only(template, "AWS::SMSVOICE::ConfigurationSet")
    (destination,) = told["EventDestinations"]
    assert told["ConfigurationSetName"] == "anbu", "the name under which texts are sent"
    assert (destination["Enabled"], destination["MatchingEventTypes"]) == (True, ["TEXT_ALL"])
    assert "TextReceipts" in str(destination["SnsDestination"]["TopicArn"])


def test_only_the_provider_of_this_account_publishes_and_only_the_topic_runs_the_function(template: Template) -> None:
    statements = only(template, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    allowed = [statement for statement in statements if statement["Effect"] == "Allow"]
    assert [statement["Principal"] for statement in allowed] == [{"Service": "sms-voice.amazonaws.com"}]
    assert "aws:SourceAccount" in allowed[0]["Condition"]["StringEquals"]
    permission = only(template, "AWS::Lambda::Permission")
    assert permission["Principal"] == "sns.amazonaws.com"
    assert "TextReceipts" in str(permission["SourceArn"])


def test_what_the_function_does_not_take_is_put_aside(template: Template) -> None:
    assert "deadLetterTargetArn" in only(template, "AWS::SNS::Subscription")["RedrivePolicy"]
