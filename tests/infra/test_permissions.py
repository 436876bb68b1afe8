"""Each function may do what it needs, to resources that are named."""

from collections import Counter

from infra.functions import FUNCTIONS
from infra.needs import Need
from infra.parts.grants import _GRANTS
from tests.infra.synthesised import Deployed, as_list

_TAKE_NO_RESOURCE = {
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
    "dynamodb:ListStreams",
    "polly:SynthesizeSpeech",
    "sts:GetCallerIdentity",
}
"""Actions for which IAM knows no resource (Service Authorization Reference)."""


def test_every_function_has_a_role_of_its_own(aws: Deployed) -> None:
    roles = Counter(str(function["Role"]) for name, function in aws.resources("AWS::Lambda::Function").items())
    assert len(roles) == len(aws.resources("AWS::Lambda::Function"))


def test_no_permission_names_everything_but_where_there_is_nothing_to_name(aws: Deployed) -> None:
    for policy, statement in aws.statements():
        if "*" in as_list(statement.get("Resource", [])):
            ours = policy.split("/")[0] not in {"portal", "edge"} or "Custom" not in policy
            assert not ours or set(as_list(statement["Action"])) <= _TAKE_NO_RESOURCE, (policy, statement)


def test_no_permission_names_every_action_of_a_service(aws: Deployed) -> None:
    for policy, statement in aws.statements():
        if "Custom" in policy or "S3AutoDelete" in policy:
            continue
        for action in as_list(statement["Action"]):
            assert action in {"kms:GenerateDataKey*", "kms:ReEncrypt*"} or "*" not in action, (policy, action)


def test_nobody_scans_the_ledger(aws: Deployed) -> None:
    for policy, statement in aws.statements():
        assert "dynamodb:Scan" not in as_list(statement["Action"]), policy


def test_nobody_changes_or_removes_a_line_of_the_audit_chain(aws: Deployed) -> None:
    with_table = {
        policy
        for policy, statement in aws.statements()
        if "dynamodb:PutItem" in as_list(statement["Action"]) and statement["Effect"] == "Allow"
    }
    denied = {
        policy
        for policy, statement in aws.statements()
        if statement["Effect"] == "Deny"
        and {"dynamodb:DeleteItem", "dynamodb:UpdateItem"} <= set(as_list(statement["Action"]))
        and statement["Condition"] == {"ForAnyValue:StringLike": {"dynamodb:LeadingKeys": ["AUDIT#*"]}}
    }
    assert with_table
    assert with_table == denied


def test_only_who_rings_people_may_start_a_call(aws: Deployed) -> None:
    may = {
        policy
        for policy, statement in aws.statements()
        if "connect:StartOutboundVoiceContact" in as_list(statement["Action"])
    }
    need = {function.name.title().replace("_", "") for function in FUNCTIONS if Need.CALL in function.needs}
    assert {policy.split("/")[1].split("Role")[0] for policy in may} <= need
    assert may


def test_only_our_connect_instance_and_our_bot_may_run_the_call_handler(aws: Deployed) -> None:
    callers = {
        permission["Principal"]: permission
        for permission in aws.resources("AWS::Lambda::Permission", "telephony").values()
    }
    assert set(callers) == {"connect.amazonaws.com", "lexv2.amazonaws.com"}
    for permission in callers.values():
        assert permission["SourceArn"]
        assert permission["SourceAccount"] == "111122223333"


def test_every_need_has_its_meaning() -> None:
    assert set(_GRANTS) == set(Need)
