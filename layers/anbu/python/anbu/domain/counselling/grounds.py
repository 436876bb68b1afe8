"""Whether a model's sentence about a call has its ground in what the resident said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anbu.domain.counselling.amounts import Amount, amounts
from anbu.domain.counselling.record import DangerKind, Need

LONGEST_LINE = 160
_PROMISE = re.compile(
    r"받(?:으실|을) 수 있|지원(?:됩니다|받게|이 확정)|해\s?드리겠|약속|보장|선정(?:됩니다|될)|대상자입니다|해당됩니다"
    r"|승인|가능합니다|예정입니다|나올 것|나올 겁"
)
_SERVICE = re.compile(
    r"[가-힣]*(?:급여|수당|연금|장려금|지원금|지원제도|지원사업|바우처|돌봄서비스|센터|공단|위원회|보호기관"
    r"|푸드뱅크|푸드마켓|긴급복지|차상위|사례관리|복지관|쉼터)"
)
_ALL_WELL = re.compile(
    r"(?:문제|어려움|위험|이상|걱정거리)(?:[이은가는도]|점[이은])?\s?(?:전혀\s)?(?:없|보이지 않)"
    r"|안전(?:합|하다|하신|한 상태|함)|양호|잘 지내|도움(?:[이은]|은 전혀)?\s?(?:필요하지 않|필요 ?없)"
    r"|긴급하지 않|위급하지 않"
)
_DANGER_WORDS = {
    DangerKind.SELF_HARM: "자살|자해|극단|목숨|유서",
    DangerKind.VIOLENCE: "폭행|폭력|학대|때[리려린렸]|맞고|맞았|맞는|위협|협박",
    DangerKind.NO_FOOD: "굶|결식|끼니",
    DangerKind.MEDICAL_EMERGENCY: "응급|의식|마비|호흡",
    DangerKind.LIFE_UTILITIES: "단전|단수|끊겼|끊긴|끊겨",
    DangerKind.LOSING_HOME: "쫓겨|노숙|퇴거|강제집행",
    DangerKind.CHILD_OR_DEPENDANT: "방임|방치",
}
_HANGUL_WORD = re.compile(r"[가-힣]{2,}")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a sentence may rest on: the resident's words, and what has been found in them."""

    spoken: str
    amounts: frozenset[Amount]
    services: tuple[str, ...]
    need: Need
    dangers: frozenset[DangerKind]
    own: str = ""
    """Our own summary of the same call."""

    def bear(self, line: str) -> bool:
        """No number, service or danger from nowhere, no promise, no all-clear against what was found, not too long.

        A sentence that has not one word in common with the resident's or with our own summary is about nothing said.
        """
        return (
            len(line) <= LONGEST_LINE
            and not _PROMISE.search(line)
            and all(self._counted(amount) for amount in amounts(line))
            and all(self._named(match.group()) for match in _SERVICE.finditer(line))
            and not (self.need in {Need.URGENT, Need.IN_DEPTH} and _ALL_WELL.search(line))
            and all(self._feared(kind, word) for kind, word in _dangers_in(line))
            and self._shares_a_word(line)
        )

    def _counted(self, amount: Amount) -> bool:
        """The same number of the same thing was said; where the sentence does not say of what, the number is enough."""
        return any(said.value == amount.value and (said.of == amount.of or not amount.of) for said in self.amounts)

    def _named(self, service: str) -> bool:
        return service in self.spoken or any(service in name for name in self.services)

    def _feared(self, kind: DangerKind, word: str) -> bool:
        return kind in self.dangers or word in self.spoken

    def _shares_a_word(self, line: str) -> bool:
        return any(word[:2] in self.spoken or word[:2] in self.own for word in _HANGUL_WORD.findall(line))


def grounds(
    said: Iterable[str], services: Iterable[str], need: Need, dangers: Iterable[DangerKind], own: str = ""
) -> Grounds:
    """The ground of one call. Only the resident's turns: what the agent asks was not said by them."""
    spoken = "\n".join(said)
    return Grounds(spoken, amounts(spoken), tuple(services), need, frozenset(dangers), own)


def _dangers_in(line: str) -> list[tuple[DangerKind, str]]:
    return [(kind, word) for kind, words in _DANGER_WORDS.items() for word in re.findall(words, line)]
