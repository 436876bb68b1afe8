"""What the flows say by themselves: to the agent, after the agent, in whose voice, and never why."""

from infra.contact_flow.bot import bot
from infra.contact_flow.flows import agent_whisper, goodbye, outbound, ring_back
from tests.flow.scripted_line import ARNS, BROKEN, SAY, Line, play


def test_the_agent_is_told_the_summary_or_where_to_find_it():
    told, not_told = Line(doors={"whisper": {"summary": "전기요금 체납"}}), Line(doors={"whisper": BROKEN})
    assert play(told, agent_whisper("arn:handler")).reason == "FLOW_ENDED"
    play(not_told, agent_whisper("arn:handler"))
    assert (told.spoken, not_told.spoken) == (["전기요금 체납"], [SAY.no_summary])


def test_after_the_agent_the_caller_hears_the_emergency_numbers():
    line = Line()
    play(line, goodbye())
    assert line.spoken == [SAY.safe]


def test_the_flows_come_out_the_same_every_time():
    assert outbound(ARNS) == outbound(ARNS)
    assert ring_back(ARNS) == ring_back(ARNS)


def test_the_voice_is_that_of_the_settings():
    for document in (outbound(ARNS, voice="Jihye"), agent_whisper("arn", voice="Jihye"), goodbye(voice="Jihye")):
        voices = [action for action in document["Actions"] if action["Type"] == "UpdateContactTextToSpeechVoice"]
        assert [voice["Parameters"]["TextToSpeechVoice"] for voice in voices] == ["Jihye"]
    assert bot("b", "role", "Jihye")["BotLocales"][0]["VoiceSettings"]["VoiceId"] == "Jihye"


def test_nothing_that_the_flow_says_by_itself_tells_why_somebody_was_rung():
    for document in (outbound(ARNS), ring_back(ARNS), goodbye()):
        for action in document["Actions"]:
            words = action["Parameters"].get("Text", "")
            assert not any(word in words for word in ("복지", "체납", "위기", "생계", "기초", "상담"))
