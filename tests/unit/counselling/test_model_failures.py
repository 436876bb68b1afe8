"""Whatever fails in or before a model, the record is the rules' own, in time, and says so."""

import time

import pytest

from anbu.adapters.language_model import ModelSettings, language_model
from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import Flag
from anbu.usecases.summarise_call import Summarising, summarise_call
from tests.unit.counselling.calls import call
from tests.unit.counselling.model_record import HUNGRY, PERSON, made_by
from tests.unit.counselling.model_server import (
    Behaviour,
    come_back_in_a_minute,
    completion,
    drips,
    garbled,
    hangs_up,
    model_server,
    never,
    sends,
    whole,
)


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (sends(completion(None, refusal="안 됩니다")), "refused"),
        (sends(completion(None)), "empty"),
        (sends(completion("")), "empty"),
        (sends(completion('{"dangers": "none"}')), "malformed"),
        (sends(completion("잘 모르겠습니다")), "malformed"),
        (sends(completion('{"dangers": [', finish="length")), "cut_off"),
        (sends(completion(None, finish="content_filter")), "filtered"),
        (sends(completion('```json\n{"dangers": []}\n```')), "malformed"),
        (sends(completion("[" * 100_000)), "malformed"),
        (sends(completion('{"dangers": [], "problems": [], "requests": [], "summary": "한 줄"}')), "malformed"),
        (sends(b"null"), "malformed"),
        (sends(b"[]"), "malformed"),
        (sends(whole(choices=[])), "empty"),
        (sends(whole(choices=None)), "malformed"),
        (sends(whole(choices=[{}])), "malformed"),
        (sends(whole(choices="none")), "malformed"),
        (garbled, "unreachable"),
        (sends(b"<html>"), "malformed"),
        (sends(b"{}", status=500), "unreachable"),
        (sends(b"{}", status=429), "unreachable"),
        (sends(b"{}", status=401), "unreachable"),
        (hangs_up, "unreachable"),
        (never, "late"),
        (drips, "late"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_failure_ends_in_the_rules_record_with_a_flag(behaviour: Behaviour, why: str) -> None:
    made, _, used, failed = made_by(call(*HUNGRY), behaviour, deadline=0.5 if why == "late" else 5.0)
    rules = counsel(call(*HUNGRY), analyse)
    assert (made.engine, made.need, made.danger, made.summary) == ("rules", rules.need, rules.danger, rules.summary)
    assert Flag.MODEL_FAILED in made.flags
    assert failed == [why]
    assert [one.answer_tokens for one in used] == ([100] if why == "cut_off" else []), "what was paid for is counted"


def test_tries_and_the_waits_between_them_end_with_the_deadline() -> None:
    failed: list[str] = []
    with model_server(come_back_in_a_minute) as server:
        where = ModelSettings(provider="openai", model="m", base_url=server.base_url, deadline_seconds=1, retries=3)
        world = Summarising(analyse, language_model(where), failed=failed.append)
        counsel(call(*HUNGRY), analyse)  # the dictionary is loaded
        started = time.monotonic()
        summarise_call(call(*HUNGRY), PERSON, world)
        assert time.monotonic() - started < 3
    assert failed == ["late"]
