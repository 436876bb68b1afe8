"""`anbu doctor` stops a deployment that would lose or disturb somebody, and lets a good one pass."""

import json
from datetime import date
from typing import Any

import pytest

from anbu.settings import Settings
from infra.settings import read_all
from local.cli.main import main
from local.doctor.finding import Level
from local.doctor.settings_checks import check

_TODAY = date(2026, 11, 23)
_OFFICE = {"area": "4672000000", "name": "곡성군", "phone": "061-100-0001"}
_CAMPAIGN = {"id": "weekly", "area": "4672000000", "kind": "monitoring", "cron": "0 9 * * 1"}


def _deployment(**changes: Any) -> Settings:
    """A deployment as an operator would have it, with some tables changed."""
    told = read_all()["jeonnam"].model_dump(mode="json")
    told["aws"]["account"] = "444455556666"
    told["telephony"] |= {"caller_number": "+82211110000", "concurrent_calls": 10, "headroom": 2}
    told["texts"]["sender"] = "+82621110000"
    for table, values in changes.items():
        told[table] = {**told[table], **values} if isinstance(values, dict) and table != "ladder" else values
    return Settings.model_validate(told)


def _codes(settings: Settings, *others: Settings, today: date = _TODAY) -> set[str]:
    return {
        finding.code for finding in check(settings, {str(n): one for n, one in enumerate([settings, *others])}, today)
    }


def test_a_deployment_that_is_ready_passes() -> None:
    assert [it for it in check(_deployment(), {"a": _deployment()}, _TODAY) if it.level is Level.ERROR] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"aws": {"account": "111122223333"}}, "example_account"),
        ({"aws": {"region": "us-west-2"}}, "not_seoul"),
        ({"telephony": {"caller_number": "+827000000000"}}, "example_number"),
        ({"telephony": {"concurrent_calls": 100}}, "calls_above_default"),
        ({"telephony": {"lex_conversations": 500}}, "lex_above_quota"),
        ({"texts": {"provider": "aws"}}, "foreign_prefix"),
        ({"texts": {"secret": None}}, "no_secret"),
        ({"model": {"provider": "openai"}}, "no_model_name"),
        ({"operations": {"email": None}}, "nobody_woken"),
        ({"offices": [_OFFICE | {"name": "곡성군 🌻"}]}, "text_invalid"),
        ({"offices": [_OFFICE | {"name": "곡성군 https://gok.seong"}]}, "text_invalid"),
        ({"offices": [_OFFICE | {"phone": " "}]}, "text_invalid"),
        ({"campaigns": [{"id": "weekly"}]}, "campaign_invalid"),
        ({"campaigns": [_CAMPAIGN | {"cron": "61 9 * * 1"}]}, "campaign_invalid"),
        ({"campaigns": [_CAMPAIGN, _CAMPAIGN]}, "campaign_twice"),
        ({"campaigns": [_CAMPAIGN | {"area": "1111000000"}]}, "campaign_of_nobody"),
        ({"edge": {"enabled": False}}, "no_front_door"),
        ({"edge": {"domain": "anbu.example.go.kr"}}, "no_certificate"),
        (
            {"edge": {"certificate_arn": "arn:aws:acm:ap-northeast-2:444455556666:certificate/1"}},
            "certificate_elsewhere",
        ),
        ({"offices": [{"area": "9999999999", "name": "없는군", "phone": "061-100-0009"}]}, "unknown_area"),
        ({"ladder": {"1111000000": {}}}, "ladder_of_nobody"),
        ({"ladder": {"4672000000": {"ladder": "nowhere"}}}, "ladder_invalid"),
    ],
)
def test_what_would_go_wrong_is_said(changes: dict[str, Any], code: str) -> None:
    assert code in _codes(_deployment(**changes))


def test_deployments_of_one_account_share_its_call_starts() -> None:
    one, two = _deployment(telephony={"starts_per_second": 1.5}), _deployment(telephony={"starts_per_second": 1})
    assert "starts_above_default" not in _codes(one)
    assert "starts_above_default" in _codes(one, two)


def test_deployments_of_one_instance_share_its_lines() -> None:
    arn = "arn:aws:connect:ap-northeast-2:444455556666:instance/00000000-0000-4000-8000-000000000003"
    one = _deployment(telephony={"instance_arn": arn, "concurrent_calls": 6})
    assert "calls_above_default" not in _codes(one)
    assert "calls_above_default" in _codes(one, _deployment(telephony={"instance_arn": arn, "concurrent_calls": 6}))


def test_holidays_that_end_soon_are_said_long_before_nobody_is_called() -> None:
    assert "holidays_end" not in _codes(_deployment())
    assert "holidays_end" in _codes(_deployment(), today=date(2099, 1, 1))


def test_the_example_is_refused_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "jeonnam", "--json"]) == 1
    codes = {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert {"example_account", "example_number", "example_sender"} <= codes


def test_the_embedded_deployment_is_ready() -> None:
    assert main(["doctor", "local"]) == 0


def test_an_unknown_deployment_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "nowhere"]) == 1
    assert "jeonnam" in capsys.readouterr().err
