"""Telephony: the flow that ships, the bot, and that nothing else waits for them."""

import json
from typing import Any

from infra.settings import read_all
from local.telephone.resolve import Resolver
from tests.infra.synthesised import Deployed


def _flows(deployed: Deployed) -> dict[str, Any]:
    template = deployed.templates["telephony"]
    exports = {
        output["Export"]["Name"]: f"arn:{name}:{key}"
        for name, other in deployed.templates.items()
        for key, output in other.get("Outputs", {}).items()
        if "Export" in output
    }
    told = read_all()["local"]
    resolver = Resolver(
        template, exports, region="ap-northeast-2", account="0" * 12, instance_arn=str(told.telephony.instance_arn)
    )
    return {
        flow["Name"]: json.loads(resolver.resolve(flow["Content"]))
        for flow in deployed.resources("AWS::Connect::ContactFlow", "telephony").values()
    }


def test_nothing_imports_from_telephony(aws: Deployed) -> None:
    assert not [output for output in aws.templates["telephony"].get("Outputs", {}).values() if "Export" in output]


def test_the_bot_speaks_korean_and_hands_every_word_to_the_hook(aws: Deployed) -> None:
    (bot,) = aws.resources("AWS::Lex::Bot").values()
    (locale,) = bot["BotLocales"]
    assert locale["LocaleId"] == "ko_KR"
    assert locale["VoiceSettings"]["VoiceId"] == "Seoyeon"
    assert all(intent["FulfillmentCodeHook"]["Enabled"] for intent in locale["Intents"])
    (alias,) = aws.resources("AWS::Lex::BotAlias").values()
    (setting,) = alias["BotAliasLocaleSettings"]
    hook = setting["BotAliasLocaleSetting"]["CodeHookSpecification"]["LambdaCodeHook"]["LambdaArn"]
    assert "CallHandler" in aws.target("telephony", hook)
    assert "ConversationLogSettings" not in alias, "what people say is in the ledger and nowhere else"


def test_no_flow_logs_what_is_said(local: Deployed) -> None:
    flows = _flows(local)
    assert {"anbu-local-outbound", "anbu-local-ring-back"} <= set(flows)
    for name, flow in flows.items():
        logging = [action for action in flow["Actions"] if action["Type"] == "UpdateFlowLoggingBehavior"]
        assert [action["Parameters"] for action in logging] == [{"FlowLoggingBehavior": "Disabled"}], name


def test_people_who_ring_back_come_into_the_ring_back_flow(aws: Deployed) -> None:
    (tie,) = aws.resources("Custom::AWS").values()
    text = json.dumps(tie["Create"])
    assert "associatePhoneNumberContactFlow" in text
    assert "RingBackFlow" in text


def test_the_ids_that_are_read_are_written(aws: Deployed) -> None:
    names = {parameter["Name"] for parameter in aws.resources("AWS::SSM::Parameter", "telephony").values()}
    read = {"instance-id", "outbound-flow-id", "duty-flow-id"}
    assert {f"/anbu/jeonnam/telephony/{name}" for name in read} <= names


def test_staff_answer_in_office_hours_of_korea(aws: Deployed) -> None:
    (hours,) = aws.resources("AWS::Connect::HoursOfOperation").values()
    assert hours["TimeZone"] == "Asia/Seoul"
    assert {day["Day"] for day in hours["Config"]} == {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"}
