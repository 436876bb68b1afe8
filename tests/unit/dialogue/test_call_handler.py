"""The call handler's two faces: Connect's doors and Lex's hook, with the events that AWS documents."""

from typing import Any

import pytest

from anbu import bootstrap_conversation
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.values import replace
from anbu.ports import Replace
from anbu.usecases.take_turn import NoSuchCall
from functions.call_handler.handler import handler
from local.talk.world import NUMBER, World, world_of


class Context:
    function_name = "call_handler"
    memory_limit_in_mb = 1769
    invoked_function_arn = "arn:aws:lambda:ap-northeast-2:000000000000:function:call_handler"
    aws_request_id = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = world_of()
    monkeypatch.setattr(bootstrap_conversation, "conversing", lambda: made.conversing)
    return made


def door(world: World, name: str, attempt: str | None = None, address: str | None = NUMBER) -> dict[str, str]:
    event = {
        "Details": {
            "ContactData": {
                "Attributes": {"attemptId": world.attempt.id if attempt is None else attempt},
                "Channel": "VOICE",
                "ContactId": world.contact,
                "CustomerEndpoint": {"Address": address, "Type": "TELEPHONE_NUMBER"} if address else None,
                "InitiationMethod": "API",
                "Queue": None,
            },
            "Parameters": {"door": name},
        },
        "Name": "ContactFlowEvent",
    }
    answer: dict[str, str] = handler(event, Context())  # type: ignore[arg-type]
    return answer


@pytest.mark.parametrize(
    ("notice", "says_so"),
    [
        (NoticeResult.SENT, False),
        (NoticeResult.DELIVERED, False),
        (NoticeResult.UNKNOWN, False),  # it may have come
        (NoticeResult.FAILED, True),
        (NoticeResult.NOT_POSSIBLE, True),
        (None, True),
    ],
)
def test_who_got_no_text_before_is_told_so(world: World, notice: NoticeResult | None, says_so: bool) -> None:
    case = world.conversing.ledger.get(Case, world.case.id)
    assert case is not None
    world.conversing.ledger.write(Replace(replace(case, notice=notice)))
    assert ("미리 문자를 드리지 못했습니다" in door(world, "open")["greeting"]) is says_so


def turn(world: World, n: int, text: str, mode: str = "Speech", **attributes: str) -> dict[str, Any]:
    event = {
        "messageVersion": "1.0",
        "invocationSource": "FulfillmentCodeHook",
        "inputMode": mode,
        "sessionId": world.contact,
        "inputTranscript": text,
        "sessionState": {"sessionAttributes": {"attemptId": world.attempt.id, "turn": str(n), **attributes}},
        "transcriptions": [{"transcription": text, "transcriptionConfidence": 0.9}] if text else [],
    }
    answer: dict[str, Any] = handler(event, Context())  # type: ignore[arg-type]
    return answer


def test_the_open_door_says_proceed_and_the_greeting_as_flat_text(world: World) -> None:
    answer = door(world, "open")
    assert answer["proceed"] == "yes"
    assert "본인 맞으세요" in answer["greeting"]
    assert all(isinstance(value, str) for value in answer.values())


@pytest.mark.parametrize("attempt", ["", "c-nobody-call-1", "x"])
def test_an_attempt_that_is_not_ours_is_not_talked_to(world: World, attempt: str) -> None:
    assert door(world, "open", attempt) == {"proceed": "no"}


def test_a_turn_is_answered_with_elicit_intent_and_attempt_and_turn_only(world: World) -> None:
    door(world, "open")
    answer = turn(world, 0, "네 맞아요", **{"x-amz-lex:audio:end-timeout-ms:*:*": "1800"})
    state = answer["sessionState"]
    assert state["dialogAction"] == {"type": "ElicitIntent"}
    assert state["intent"]["name"] == "FallbackIntent"
    assert state["sessionAttributes"] == {
        "attemptId": world.attempt.id,
        "turn": "1",
        "x-amz-lex:audio:end-timeout-ms:*:*": "1800",
    }
    assert answer["messages"][0]["contentType"] == "PlainText"


def test_the_end_is_close_and_the_close_door_knows_what_is_next(world: World) -> None:
    door(world, "open")
    turn(world, 0, "네")
    answer = turn(world, 1, "직원 바꿔 주세요")
    assert answer["sessionState"]["dialogAction"] == {"type": "Close"}
    assert door(world, "close") == {"next": "hand_over"}
    summary = door(world, "whisper")["summary"]
    assert "직원 통화를 원하십니다" in summary
    assert "김안부" not in summary


def test_a_refusal_is_not_handed_over(world: World) -> None:
    door(world, "open")
    turn(world, 0, "네")
    turn(world, 1, "그만할래요")
    assert door(world, "close") == {"next": "end"}


def test_slower_and_louder_are_spoken_so(world: World) -> None:
    door(world, "open")
    turn(world, 0, "네")
    slow = turn(world, 1, "천천히 말해 주세요")["messages"][0]
    assert slow["contentType"] == "SSML"
    assert 'rate="slow"' in slow["content"]
    loud = turn(world, 2, "안 들려요 크게 말해 주세요")["messages"][0]
    assert 'volume="x-loud"' in loud["content"]


def test_keys_and_silence_are_understood(world: World) -> None:
    door(world, "open")
    assert "여보세요" in turn(world, 0, "")["messages"][0]["content"]
    assert "인공지능" in turn(world, 1, "1", "DTMF")["messages"][0]["content"]


def test_a_turn_without_a_call_raises_and_the_flow_apologises(world: World) -> None:
    with pytest.raises(NoSuchCall):
        turn(world, 0, "네")


def test_nothing_of_what_was_said_is_logged(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    door(world, "open")
    turn(world, 0, "네 맞아요 김안부입니다")
    turn(world, 1, "쌀이 없어서 굶고 있어요")
    printed = "".join(capsys.readouterr())
    assert not any(word in printed for word in ("김안부", "쌀", "굶", NUMBER))
