"""Every resident of the project, played through the flow that ships: reached, heard, alerted, honoured, in bounds."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from anbu.adapters.interviews import interview
from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import REQUIRED_TOPICS
from anbu.domain.dialogue.dialogue import Turn
from local.residents.persona import PERSONAS, Resident, load_persona
from local.talk.call import Played, play_call, unanswered
from local.talk.world import RESIDENT, World, world_of

FILES = sorted(PERSONAS.glob("*.yaml"))
WELFARE = ("복지", "생활비", "체납", "위기", "생계", "상담")


@cache
def played(path: Path) -> tuple[Played, World, dict[str, Any]]:
    persona = load_persona(path)
    world = world_of(
        resident=persona.resident or RESIDENT, indicators=persona.indicators, number_source=persona.number_source,
        now=persona.now,
    )  # fmt: skip
    expects = yaml.safe_load(path.read_text("utf-8")).get("expects", {})
    if not persona.picks_up:
        return unanswered(world, str(persona.answers_phone)), world, expects
    return play_call(world, Resident(persona), lambda _who, _text: None), world, expects


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_resident_is_treated_as_they_should_be(path: Path) -> None:
    call, _, expects = played(path)
    if "outcome" in expects:
        assert call.report.outcome == expects["outcome"]
    if "alerts" in expects:
        assert sorted(alert.kind for alert in call.alerts) == sorted(expects["alerts"])
    if "end" in expects:
        assert call.transcript.end == expects["end"]
    if "call_back" in expects:
        named = call.report.call_back_at
        assert (named.strftime("%H:%M") if named else None) == expects["call_back"]
    if "call_back_day" in expects:
        assert call.report.call_back_at is not None
        assert call.report.call_back_at.date().isoformat() == expects["call_back_day"]
    assert call.report.no_texts is expects.get("no_texts", False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_call_keeps_its_bounds_and_discloses_nothing(path: Path) -> None:
    call, _, _ = played(path)
    turns = call.transcript.turns
    assert call.transcript.ended_at - call.transcript.started_at <= timedelta(minutes=12)
    before = [turn.reply for turn in call.turns if turn.understood.who != "self"]
    for text in before:
        assert not [word for word in WELFARE if word in text], "no word about welfare before it is the person"
    if call.report.outcome is Outcome.COMPLETED:
        topics = [turn.topic for turn in turns if turn.speaker == "agent"]
        assert set(REQUIRED_TOPICS) <= set(topics)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_is_asked_once_unless_it_was_not_heard_or_they_wanted_it_again(path: Path) -> None:
    call, _, _ = played(path)
    limits, texts = interview().limits, interview().texts
    asked: list[str] = []
    again: list[Turn] = []
    for turn in (turn for turn in call.turns if turn.question):
        assert turn.question not in asked[:-1], "left behind is left behind"
        if asked[-1:] == [turn.question]:
            again.append(turn)
        else:
            asked, again = [*asked, turn.question], []
        unheard = [one for one in again if not one.understood.wish]
        assert len(unheard) <= limits.re_asks
        assert len(again) - len(unheard) <= limits.repeats
        assert not [one for one in again if one.understood.answered], "an answer is not asked for again"
        for one in unheard:
            heard_nothing = one.understood.silent or "greeting" in one.understood.signals
            assert heard_nothing or texts["asked_back"] in one.reply or texts["go_on"] in one.reply
    topics = [interview().questions[question].topic for question in asked]
    assert len(set(topics)) == len(topics), "each topic once"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_alert_is_raised_on_the_turn_that_said_it(path: Path) -> None:
    call, _, expects = played(path)
    by_id = {turn.id: turn for turn in call.transcript.turns}
    for alert in call.alerts:
        assert by_id[alert.turn].speaker == "resident"
    if "alert_in" in expects:
        assert any(expects["alert_in"] in by_id[alert.turn].text for alert in call.alerts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_number_that_helps_most_is_named_first(path: Path) -> None:
    call, _, expects = played(path)
    if "names_first" in expects:
        turns = call.transcript.turns
        at = next(n for n, turn in enumerate(turns) if turn.id == call.alerts[0].turn)
        assert re.findall("일일구|일일이|일공구|일이구", turns[at + 1].text)[:1] == [expects["names_first"]]
