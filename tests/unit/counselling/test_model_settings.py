"""Which model makes records, with what key, price and patience, is said by the settings alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.stub import Stubber

from anbu import bootstrap, bootstrap_model
from anbu.adapters.language_model import ModelSettings, language_model
from anbu.settings import Model, Settings
from infra.functions import FUNCTIONS
from infra.needs import Queue
from infra.when_it_runs import FromQueue

OFFICE = {"area": "4672000000", "name": "곡성군", "phone": "061-000-0000"}
WHOLE: dict[str, Any] = {
    "name": "here",
    "aws": {"account": "111122223333"},
    "telephony": {"caller_number": "+827000000000", "caller_name": "안부"},
    "texts": {"sender": "+82610000000"},
    "offices": [OFFICE],
}


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    bootstrap_model.model_settings.cache_clear()
    yield
    bootstrap_model.model_settings.cache_clear()


def _told(monkeypatch: pytest.MonkeyPatch, stored: str = "k", **model: Any) -> ModelSettings | None:
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings.model_validate(WHOLE | {"model": model}))
    client = bootstrap.boto3.client("secretsmanager", region_name="ap-northeast-2")
    stub = Stubber(client)
    stub.add_response("get_secret_value", {"SecretString": stored}, {"SecretId": "anbu/here/model"})
    stub.activate()
    monkeypatch.setattr(bootstrap.boto3, "client", lambda _name: client)
    return bootstrap_model.model_settings()


@pytest.mark.parametrize("secret", ["sk-1", ' {"key": "sk-1"}\n'])
def test_a_key_stands_in_its_secret_bare_or_named(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    told = _told(monkeypatch, secret, provider="openai", name="m", secret="anbu/here/model")
    assert told is not None
    assert told.api_key == "sk-1"
    assert "sk-1" not in repr(told)


def test_price_patience_and_prompt_reach_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told(
        monkeypatch,
        provider="self_hosted",
        name="m",
        base_url="http://127.0.0.1:9/v1",
        won_per_million_prompt=300,
        won_per_million_answer=900,
        retries=2,
        record_deadline_seconds=40,
        temperature=None,
    )
    assert told == ModelSettings(
        provider="self_hosted",
        model="m",
        base_url="http://127.0.0.1:9/v1",
        won_per_million_prompt=300,
        won_per_million_answer=900,
        retries=2,
        deadline_seconds=40,
        temperature=None,
    )


def test_without_a_model_everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(monkeypatch) is None


def test_bedrock_may_stand_at_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    inside = "https://vpce-0.bedrock-runtime.ap-northeast-2.vpce.amazonaws.com/openai/v1"
    model = language_model(ModelSettings(provider="bedrock", model="m", base_url=inside))
    assert str(model.client.base_url).rstrip("/") == inside


def test_every_prompt_that_settings_may_name_is_a_file_with_its_version() -> None:
    prompts = Path(bootstrap.__file__).parent / "data" / "prompts"
    assert (prompts / f"{Model().prompt}.md").is_file()


def test_a_batch_of_records_ends_before_its_function_does_however_late_the_model() -> None:
    longest = next(info.le for info in Model.model_fields["record_deadline_seconds"].metadata if hasattr(info, "le"))
    summarize = next(function for function in FUNCTIONS if function.name == "summarize")
    source = next(one for one in summarize.triggers if isinstance(one, FromQueue) and one.queue is Queue.SUMMARIES)
    assert source.batch * longest < summarize.timeout


@pytest.mark.parametrize("provider", ["openai", "bedrock", "self_hosted"])
def test_the_provider_is_a_setting(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    model = language_model(
        ModelSettings(provider=provider, model="m", base_url=None if provider == "bedrock" else "http://127.0.0.1:9/v1")
    )
    assert ("bedrock-runtime.ap-northeast-2" in str(model.client.base_url)) is (provider == "bedrock")
    model.client.close()
