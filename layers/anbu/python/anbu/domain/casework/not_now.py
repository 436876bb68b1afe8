"""Why people cannot act on a case as it stands, and what to do instead. Pure; the words of the states are given."""

from collections.abc import Mapping

from anbu.domain.cases.state import State

_BEFORE_A_CALL = (
    "본인이 찾아왔거나 AI 전화를 원하지 않으면 ‘문자·AI 전화를 원하지 않음’을 남겨 바로 맡을 수 있습니다. "
    "그 밖에는 AI 통화가 끝난 뒤 처리할 수 있습니다."
)
_INSTEAD = {
    State.NOTICE_DUE: _BEFORE_A_CALL,
    State.CALL_DUE: _BEFORE_A_CALL,
    State.CLOSED: "다시 살펴야 하면 ‘다시 열기’를 눌러 주세요.",
    State.DOUBLE_CHECK: "더블체크가 끝난 뒤 처리할 수 있습니다. 그사이 남길 말은 메모로 적어 주세요.",
    State.STUCK: "운영 담당자나 시군구 관리자가 되돌린 뒤 처리할 수 있습니다. 급하면 먼저 되돌려 달라고 알려 주세요.",
}
_THE_MACHINES = "안내 문자·AI 통화·기록 정리가 끝난 뒤 처리할 수 있습니다. 그사이 남길 말은 메모로 적어 주세요."
_PEOPLES = "사례를 다시 열어 지금 할 일을 확인해 주세요."


def why_not_now(state: State, words: Mapping[str, str]) -> str:
    """이 사례는 지금 ‘더블체크 대기’ 상태입니다. …"""
    instead = _INSTEAD.get(state, _THE_MACHINES if state.is_the_machines else _PEOPLES)
    return f"이 사례는 지금 ‘{words.get(state, state)}’ 상태입니다. {instead}"
