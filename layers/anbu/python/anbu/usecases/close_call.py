"""The conversation is over: does the caller go on to a person, and what does that person hear first?"""

from anbu.domain.dialogue.dialogue import Dialogue, Ending
from anbu.domain.dialogue.numbers import sino
from anbu.domain.ids import AttemptId, case_of
from anbu.usecases.conversing import Conversing

_DANGERS = {
    "self_harm": "죽고 싶다는 말씀",
    "violence": "폭력이나 위협",
    "no_food": "끼니를 거르는 상황",
    "medical_emergency": "응급한 몸 상태",
    "life_utilities": "전기나 수도, 가스, 난방이 끊긴 상황",
    "losing_home": "곧 집을 잃을 상황",
    "child_or_dependant": "아이나 돌봄받는 가족의 위험",
}


def close_call(attempt_id: AttemptId, world: Conversing) -> bool:
    """Whether the caller asked for a person and is to be put through now."""
    dialogue = conversation_of(attempt_id, world)
    return dialogue is not None and dialogue.ending is Ending.HAND_OVER


def whisper(attempt_id: AttemptId, world: Conversing) -> str:
    """What the member of staff hears before the two are joined: told, and kept nowhere in Connect. No name."""
    dialogue = conversation_of(attempt_id, world)
    if dialogue is None:
        return "상담 기록이 없는 전화입니다."
    kinds = list(dict.fromkeys(entry.split("|", 1)[0] for entry in dialogue.dangers))
    danger = f"긴급: {', '.join(_DANGERS[kind] for kind in kinds)}. " if kinds else ""
    topics = sino(len(dialogue.covered)) if dialogue.covered else ""
    gone = f"{topics} 가지 질문을 마쳤습니다." if topics else "질문은 아직 하지 못했습니다."
    return f"{danger}직원 통화를 원하십니다. {gone} 자세한 내용은 업무 화면에 있습니다."


def conversation_of(attempt_id: AttemptId, world: Conversing) -> Dialogue | None:
    """The conversation of an attempt, or the one in which it goes on."""
    dialogue = world.ledger.get(Dialogue, case_of(attempt_id), attempt_id) if "-" in attempt_id else None
    if dialogue is not None and dialogue.became is not None:
        return world.ledger.get(Dialogue, case_of(dialogue.became), dialogue.became)
    return dialogue
