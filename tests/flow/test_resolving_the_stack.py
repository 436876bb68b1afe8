"""The synthesised Telephony stack, read for the local network: tokens replaced, or an error that names them."""

import json
from typing import Any

import pytest

from infra.contact_flow.flows import Arns, outbound
from local.telephone.resolve import Unresolved, local_telephony

INSTANCE = "arn:aws:connect:ap-northeast-2:000000000000:instance/i"
FUNCTION = "arn:aws:lambda:ap-northeast-2:000000000000:function:call_handler"


def tokens(text: str) -> dict[str, Any]:
    """As the CDK writes a string with tokens in it: pieces, joined."""
    handler = {"Fn::ImportValue": "counselling:handler"}
    parts: list[Any] = []
    for n, piece in enumerate(text.split("@handler@")):
        parts += [handler, piece] if n else [piece]
    queue = [{"Fn::GetAtt": ["Queue", "QueueArn"]}, "x"]
    return {"Fn::Join": ["", [part for piece in parts for part in (_split(piece, "@queue@", queue[0]))]]}


def _split(piece: Any, mark: str, token: Any) -> list[Any]:
    if not isinstance(piece, str):
        return [piece]
    found: list[Any] = []
    for n, text in enumerate(piece.split(mark)):
        found += [token, text] if n else [text]
    return found


def template(flow: dict[str, Any]) -> dict[str, Any]:
    hook = {"LambdaCodeHook": {"LambdaArn": {"Fn::ImportValue": "counselling:handler"}}}
    return {
        "Resources": {
            "Queue": {"Type": "AWS::Connect::Queue", "Properties": {}},
            "Alias": {
                "Type": "AWS::Lex::BotAlias",
                "Properties": {"BotAliasLocaleSettings": [{"BotAliasLocaleSetting": {"CodeHookSpecification": hook}}]},
            },
            "Out": {
                "Type": "AWS::Connect::ContactFlow",
                "Properties": {"Name": "anbu-outbound", "Content": tokens(json.dumps(flow))},
            },
        }
    }


def read(document: dict[str, Any], **exports: str) -> Any:
    return local_telephony(document, exports, region="ap-northeast-2", account="000000000000", instance_arn=INSTANCE)


FLOW = outbound(Arns("@handler@", "arn:alias", "@queue@", "arn:w", "arn:g"))


def test_a_flow_comes_out_with_the_names_of_the_deployed_function_and_the_local_queue():
    found = read(template(FLOW), **{"counselling:handler": FUNCTION})
    played = found.flows[found.flow_named("outbound")].content
    texts = json.dumps(played)
    assert FUNCTION in texts
    assert f"{INSTANCE}/queue/Queue" in texts
    assert "Fn::" not in texts


def test_the_code_hook_of_the_bot_is_the_deployed_function():
    found = read(template(FLOW), **{"counselling:handler": FUNCTION})
    assert found.hooks == {"arn:aws:lex:ap-northeast-2:000000000000:bot-alias/Alias/live": FUNCTION}


def test_what_no_deployed_stack_exports_is_an_error_that_names_it():
    with pytest.raises(Unresolved, match="counselling:handler"):
        read(template(FLOW))


@pytest.mark.parametrize("token", [{"Ref": "Nowhere"}, {"Fn::GetAtt": ["Nowhere", "Arn"]}, {"Fn::FindInMap": ["a"]}])
def test_a_token_that_is_not_understood_is_an_error(token: dict[str, Any]):
    document = template(FLOW)
    document["Resources"]["Out"]["Properties"]["Name"] = token
    with pytest.raises(Unresolved):
        read(document, **{"counselling:handler": FUNCTION})


def test_substitution_knows_pseudo_parameters_and_literals():
    document = template(FLOW)
    document["Resources"]["Out"]["Properties"]["Name"] = {"Fn::Sub": "${AWS::Region}-${!literal}-${Queue.QueueArn}"}
    found = read(document, **{"counselling:handler": FUNCTION})
    assert found.flows["Out"].name == "ap-northeast-2-${literal}-" + f"{INSTANCE}/queue/Queue"


def test_two_flows_of_one_name_are_not_guessed_between():
    found = read(template(FLOW), **{"counselling:handler": FUNCTION})
    with pytest.raises(LookupError):
        found.flow_named("ring")
