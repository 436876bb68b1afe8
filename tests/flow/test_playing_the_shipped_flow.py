"""The flow that ships, played by the player against a scripted line: what goes over the wire."""

from infra.contact_flow.flows import ring_back
from local.telephone.effects import SILENCE, Alternative, Heard
from tests.flow.scripted_line import ARNS, OPEN, Line, closing, play, reply


def test_a_call_goes_greeting_conversation_goodbye_and_the_flow_hangs_up():
    line = Line(replies=[reply("식사는 하셨어요?", turn="1"), closing("안녕히 계세요.")], said=[Heard.words("네")])
    ending = play(line)
    assert line.spoken == ["안녕하세요.", "식사는 하셨어요?", "안녕히 계세요."]
    assert ending.reason == "CONTACT_FLOW_DISCONNECT"


def test_the_hook_sees_the_contact_as_session_and_what_was_recognised_best_first():
    said = Heard((Alternative("일자리를 잃었어요", 0.92), Alternative("일자리를 이었어요", 0.72)))
    line = Line(said=[said])
    play(line)
    event = line.events[1]
    assert event["sessionId"] == "11111111-2222-3333-4444-555555555555"
    assert event["invocationSource"] == "FulfillmentCodeHook"
    assert event["bot"]["localeId"] == "ko_KR"
    assert [(t["transcription"], t["transcriptionConfidence"]) for t in event["transcriptions"]] == [
        ("일자리를 잃었어요", 0.92), ("일자리를 이었어요", 0.72),
    ]  # fmt: skip


def test_session_attributes_are_the_attempt_the_turn_and_timings_and_nothing_else():
    line = Line()
    play(line)
    attributes = line.events[1]["sessionState"]["sessionAttributes"]
    assert {key: value for key, value in attributes.items() if not key.startswith("x-amz-lex:")} == {
        "attemptId": "c1-call-1",
        "turn": "0",
    }


def test_silence_and_keys_reach_the_hook_as_lex_gives_them():
    line = Line(replies=[reply("?"), closing("끝")], said=[SILENCE, Heard(keys="1")])
    play(line)
    silence, keys = line.events[1], line.events[2]
    assert (silence["inputTranscript"], silence["transcriptions"], silence["inputMode"]) == ("", [], "Speech")
    assert (keys["inputTranscript"], keys["inputMode"]) == ("1", "DTMF")


def test_slow_speakers_are_given_time_and_the_hook_may_give_more():
    longer = {"x-amz-lex:audio:end-timeout-ms:*:*": "3000"}
    line = Line(replies=[reply("?", **longer), closing("끝")])
    play(line)
    assert [p.end_ms for p in line.patience] == [1800, 3000]


def test_the_open_door_sees_what_connect_sends():
    line = Line()
    play(line)
    data = line.events[0]["Details"]["ContactData"]
    assert line.events[0]["Name"] == "ContactFlowEvent"
    assert line.events[0]["Details"]["Parameters"] == {"door": "open"}
    assert data["Attributes"] == {"attemptId": "c1-call-1"}
    assert data["CustomerEndpoint"] == {"Address": "+821000001234", "Type": "TELEPHONE_NUMBER"}
    assert (data["InitiationMethod"], data["Channel"], data["LanguageCode"]) == ("API", "VOICE", "ko-KR")


def test_who_rings_back_talks_under_the_attempt_that_the_door_made():
    line = Line(doors={"ring_back": OPEN, "close": {"next": "end"}})
    ending = play(line, ring_back(ARNS))
    assert line.events[1]["sessionState"]["sessionAttributes"]["attemptId"] == "c1-ring_back-1"
    assert ending.contact.attributes == {"attemptId": "c1-ring_back-1"}
