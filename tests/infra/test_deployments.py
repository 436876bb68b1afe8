"""One app for AWS and for one machine: they differ in values."""

import json
import re

import pytest
from pydantic import ValidationError

from anbu.settings import Settings
from infra.functions import FUNCTIONS
from infra.settings import read_all
from tests.infra.synthesised import Deployed

_SAME = ("ledger", "counselling", "outreach", "casework")


@pytest.mark.parametrize("capability", _SAME)
def test_the_embedded_cloud_has_the_resources_of_aws(capability: str, aws: Deployed, local: Deployed) -> None:
    def kinds(deployed: Deployed) -> dict[str, str]:
        found = deployed.templates[capability]["Resources"].items()
        return {_plain(logical_id): resource["Type"] for logical_id, resource in found}

    only_with_a_front_door = {"OriginSecret"}
    assert {key: kind for key, kind in kinds(aws).items() if key not in only_with_a_front_door} == kinds(local)


def test_a_fast_clock_is_refused_where_people_are_real() -> None:
    told = read_all()["jeonnam"].model_dump()
    with pytest.raises(ValidationError, match="accelerated clock"):
        Settings.model_validate({**told, "clock": {"start": "2026-11-23T09:00:00+09:00", "rate": 60}})


def test_a_misspelt_setting_is_refused() -> None:
    told = read_all()["jeonnam"].model_dump()
    with pytest.raises(ValidationError, match="concurent_calls"):
        Settings.model_validate({**told, "telephony": {**told["telephony"], "concurent_calls": 3}})


def test_a_headroom_that_leaves_no_line_is_refused() -> None:
    told = read_all()["jeonnam"].model_dump()
    with pytest.raises(ValidationError, match="headroom"):
        Settings.model_validate({**told, "telephony": {**told["telephony"], "headroom": 100}})


def test_what_is_for_one_machine_only_is_not_in_aws(aws: Deployed) -> None:
    text = json.dumps(aws.templates)
    assert "ANBU_CLOCK_FILE" not in text
    assert "127.0.0.1" not in text


def test_functions_in_aws_are_arm64_python_313_and_traced(aws: Deployed) -> None:
    ours = {f"anbu-jeonnam-{function.name}" for function in FUNCTIONS}
    for function in aws.resources("AWS::Lambda::Function").values():
        if function.get("FunctionName") in ours:
            assert function["Runtime"] == "python3.13"
            assert function["Architectures"] == ["arm64"]
            assert function["TracingConfig"] == {"Mode": "Active"}


def test_every_route_of_the_casework_api_asks_for_a_token(aws: Deployed) -> None:
    routes = {
        name: route for name, route in aws.resources("AWS::ApiGatewayV2::Route").items() if "CaseworkGateway" in name
    }
    assert routes
    assert all(route["AuthorizationType"] == "JWT" and route["AuthorizerId"] for route in routes.values())


def test_the_front_door_has_a_firewall_and_shows_a_word_to_the_apis(aws: Deployed) -> None:
    (door,) = aws.resources("AWS::CloudFront::Distribution").values()
    config = door["DistributionConfig"]
    assert config["WebACLId"]
    headers = [header for origin in config["Origins"] for header in origin.get("OriginCustomHeaders", [])]
    assert headers
    assert all("resolve:secretsmanager" in json.dumps(header["HeaderValue"]) for header in headers)


def _plain(logical_id: str) -> str:
    """Without the deployment's name, and the hash that CDK puts behind a name."""
    return re.sub(r"(?:[0-9A-F]{8}){1,2}$", "", logical_id.replace("jeonnam", "").replace("local", ""))
