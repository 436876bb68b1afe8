"""Whoever says the person's name of themself is the person; whoever says another is not, «네» or no «네» before it."""

import pytest

from anbu.domain.dialogue.introduced import Introduced, introduced
from anbu.domain.dialogue.signals import compact


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("김안부입니다", Introduced.SELF),
        ("예 김안붑니다", Introduced.SELF),  # a name that ends in a vowel takes the verb's first sound
        ("김안분데요", Introduced.SELF),
        ("내가 김안부인데 거기는 누구여", Introduced.SELF),
        ("예전 이름이 김안부예요", Introduced.SELF),
        ("김안부요", Introduced.NAMED),
        ("저 김안부 아니에요 이 유심 새로 샀어요", Introduced.OTHER),  # never told what is only for the person
        ("저는 김안부가 아닌데요", Introduced.OTHER),
        ("김안부는 내 처인데요", Introduced.OTHER),
        ("김안부 씨 아니냐고요", Introduced.NOT),
        ("나 순천댁이여 김안부가 나여", Introduced.SELF),
        ("네 지금 회사인데요", Introduced.UNCLEAR),
        ("김안부 씨 지금 자리에 없어요", Introduced.NOT),
        ("김안부 씨 핸드폰인데요", Introduced.UNCLEAR),
        ("네 박철수입니다", Introduced.OTHER),
        ("박영잡니다", Introduced.OTHER),
        ("저는 이순자인데요", Introduced.OTHER),
        ("네 한빛아파트 경비실입니다", Introduced.OTHER),
        ("네 대성물산 총무과 이영호입니다", Introduced.OTHER),
        ("네 행복슈퍼입니다", Introduced.OTHER),
        ("네 운전 중인데요", Introduced.UNCLEAR),
        ("네 본인입니다", Introduced.NOT),
        ("네 접니다", Introduced.NOT),
        ("괜찮습니다", Introduced.NOT),
        ("고맙습니다", Introduced.NOT),
        ("여보세요", Introduced.NOT),
    ],
)
def test_an_introduction_tells_who_speaks(said: str, expected: Introduced) -> None:
    assert introduced(compact(said), "김안부") is expected


def test_an_erased_name_is_nobodys() -> None:
    assert introduced("김안부입니다", "") is Introduced.OTHER
    assert introduced("여보세요", "") is Introduced.NOT


@pytest.mark.parametrize("said", ["네 마리셀이에요", "제가 산토스입니다", "마리셀 산토스예요"])
def test_of_a_name_in_parts_its_bearer_says_any(said: str) -> None:
    assert introduced(compact(said), "마리셀 산토스") is Introduced.SELF
