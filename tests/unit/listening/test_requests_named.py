"""Asked what help they need, people name the thing and no more: that is a request."""

import pytest

from anbu.adapters.interviews import hear, interview

ASKED = interview().questions["requests"].text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("쌀이나 좀 주면 좋겠네", ["식료품·식사 지원"]),
        ("반찬 같은 것도 해주나요?", ["식료품·식사 지원"]),
        ("병원비요", ["의료 지원"]),
        ("아니요 없어요", []),
        ("쌀은 있어요", []),
        ("밥은 잘 먹어요", []),
        ("집 걱정은 없어요", []),
        ("글쎄요 모르겠네", []),
    ],
)
def test_what_is_named_in_answer_is_asked_for(said: str, expected: list[str]) -> None:
    assert [request.finding for request in hear(said, ASKED, None, False).requests] == expected
    assert not hear("쌀이 떨어졌어요", "건강은 어떠세요?", None, False).requests
