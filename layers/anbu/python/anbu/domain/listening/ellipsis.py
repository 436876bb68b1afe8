"""What an answer leaves out because the question said it ("전기는 들어오나요?" "끊겼어요")."""

import re
from dataclasses import replace

from anbu.domain.listening.question import Question
from anbu.domain.listening.sentences import Sentence

_LEFT_OUT = (
    (re.compile(r"식사|끼니|밥|드시|드실|잡수"), re.compile(r"밥|식사|끼니|약|먹을|쌀|끼|굶"), "밥을"),
    (re.compile(r"전기(?!\s?(?:요금|세|료))"), re.compile(r"전기|불|가스|물|수도|전화"), "전기가"),
    (re.compile(r"가스(?!\s?(?:요금|비|료))"), re.compile(r"전기|불|가스|물|수도|전화"), "가스가"),
    (re.compile(r"수도|물은|물이"), re.compile(r"전기|불|가스|물|수도|전화"), "물이"),
    (re.compile(r"난방|보일러"), re.compile(r"난방|보일러|방|전기|가스"), "보일러가"),
    (re.compile(r"숨"), re.compile(r"숨"), "숨을"),
    (
        re.compile(r"(?:아이|자녀|애|손주|아기)(?:들|분들)?[은는이가도]"),
        re.compile(r"아이|애|손주|아기|손자|손녀|아들|딸|^(?:네|예|아니|없|괜찮)"),
        "아이가",
    ),
    (
        re.compile(r"언제[^?]{0,12}(?:비우|비워|나가|빼)"),
        re.compile(r"비우|비워|나가|나와|빼|쫓|살|이사|아니|없|몰|모르"),
        "집을 비워야 하는데",
    ),
)

_HANGS_UP = re.compile(r"그만|끊(?:어요?|을게|을래|을란|겠|자|읍|으세|으소|는다|어라|습니다)\W*$")
"""About the call itself: whose power is cut says 끊겼어요."""


def filled_in(said: tuple[Sentence, ...], question: Question) -> tuple[Sentence, ...]:
    """The sentences with the question's subject before them, where they name none themselves. Quotes stay as said."""
    return tuple(_filled(sentence, question.text) for sentence in said)


def _filled(sentence: Sentence, asked: str) -> Sentence:
    if _HANGS_UP.search(sentence.plain):
        return sentence
    for asks, names, subject in _LEFT_OUT:
        if asks.search(asked) and not names.search(sentence.plain):
            return replace(sentence, plain=f"{subject} {sentence.plain}")
    return sentence
