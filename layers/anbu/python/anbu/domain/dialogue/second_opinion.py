"""A language model's opinion of a turn: it raises what the rules found, never lowers it; its words are checked."""

import re
from dataclasses import dataclass, replace

from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.reading import Reading
from anbu.domain.listening.heard import DangerMention

LONGEST_ACKNOWLEDGEMENT = 40
_ENDINGS = (
    "겠어요.",
    "겠네요.",
    "겠습니다.",
    "셨군요.",
    "시군요.",
    "으셨네요.",
    "시네요.",
    "셨네요.",
    "그러셨어요.",
    "셨어요.",
)
_SHAPE = re.compile(r"[가-힣]+(?: [가-힣]+)*(?:, [가-힣]+(?: [가-힣]+)*)?\.")
_FORBIDDEN = re.compile(
    "드리|드릴|드려|해결|약속|보장|책임|반드시|틀림없|지원|신청|수급|지급|보내|방문"
    "|연결|연락|전화|입금|계좌|돈|만 ?원|보험|번호|비밀"
    "|하세요|하십시오|보세요|드세요|가세요|마세요|주세요|바랍니다|좋습니다|해야|하셔야|병원|약을"
    "|죽|자살|포기|당신|너|불쌍|가난|거지"
    "|(?:저희|제|저|우리)(?:가|는|도)|인공지능|모델|지시|명령|시스템"
    "|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|십|백|천|만|억) ?(?:번|명|시|일|월|개|원|달|주|시간|분|살|곳)"
)
"""No promise, no advice, no number, no question, nothing about ourselves, nothing that could hurt."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model made of one turn. Quotes are held against the words."""

    dangers: tuple[tuple[DangerKind, str], ...] = ()
    acknowledgement: str = ""


def may_be_spoken(sentence: str) -> bool:
    """Whether a model's acknowledgement may be said: one short Korean sentence that only shows that we listened."""
    return (
        0 < len(sentence) <= LONGEST_ACKNOWLEDGEMENT
        and _SHAPE.fullmatch(sentence) is not None
        and sentence.endswith(_ENDINGS)
        and _FORBIDDEN.search(sentence) is None
    )


def checked(opinion: Opinion, words: str) -> Opinion:
    """The opinion with only what stands up: dangers quoted from the words, an acknowledgement that may be said."""
    grounded = tuple((kind, quote) for kind, quote in opinion.dangers if quote.strip() and quote in words)
    spoken = opinion.acknowledgement.strip()
    return Opinion(grounded, spoken if may_be_spoken(spoken) else "")


def merged(reading: Reading, opinion: Opinion | None) -> Reading:
    """The reading with the dangers that only the model saw. Nothing is taken away."""
    if opinion is None:
        return reading
    known = {danger.kind for danger in reading.dangers}
    more = tuple(DangerMention(kind, quote, entry="model") for kind, quote in opinion.dangers if kind not in known)
    return replace(reading, dangers=reading.dangers + more)
