"""A verb or adjective in its dictionary form, as a regular expression for all of its forms.

Telephone speech ends verbs in hundreds of ways, more in dialect; what stays the same is the stem and how it changes
before a vowel (국립국어원 한국어 문법: 어간의 규칙·불규칙 활용). Any ending may follow: that is left open.
"""

from functools import cache

FIRST, VOWELS, FINALS = 0xAC00, 21, 28
A, AE, EO, YEO, O, WA, WAE, OE, U, WO, EU, I = 0, 1, 4, 6, 8, 9, 10, 11, 13, 14, 18, 20  # noqa: E741 Unicode order
NIEUN, DIGEUT, RIEUL, BIEUP, SIOT = 4, 7, 8, 17, 19
HIEUT_FIRST, RIEUL_FIRST = 18, 5
CONTRACTS = {I: (YEO,), O: (WA,), U: (WO,), OE: (WAE,), EU: (A, EO)}
"""What the last vowel of a stem may become together with 아/어 (기 + 어 = 겨)."""
REGULAR_BIEUP = "잡입씹접뽑집업꼽좁"
CHANGES_DIGEUT = "듣걷싣닫긷붇깨"
CHANGES_SIOT = "낫짓붓긋잇젓"


@cache
def forms(lemma: str) -> str:
    """Any form of `lemma` ("춥다": 춥, 추우, 추워 …). Raises ValueError if it is no dictionary form."""
    if len(lemma) < 2 or not lemma.endswith("다"):  # noqa: PLR2004 a stem and 다
        raise ValueError(f"no dictionary form: {lemma}")
    head, last = lemma[:-2], lemma[-2]
    return f"{head}{_last(last)}" if last != "르" else f"(?:{head}[르-릏]|{_doubled(head)})"


def negated(lemma: str) -> str:
    """`lemma` with 안, 못, -지 않다, -지 못하다 or -ㄹ 수 없다."""
    head, last = lemma[:-2], lemma[-2]
    stem = head + last
    able = head + _syllable(*_parts(last)[:2], RIEUL) if _parts(last)[2] in (0, RIEUL) else f"{stem}을"
    before = rf"(?<![가-힣])(?:안|못|몬|아니|영|통 안|통 못)\s*{forms(lemma)}"
    behind = rf"{stem}(?:지|질|진|도|들)(?:도|를|는|가|조차|들)?\s*(?:못|않|안|몬|아이|말)"
    return rf"(?:{before}|{behind}|{able}\s*(?:수|길|방법|재간|도리)(?:가|도|는|조차)?\s*없)"


def _last(syllable: str) -> str:
    first, vowel, final = _parts(syllable)
    opened = _syllable(first, vowel, 0)
    if final == 0:
        vowels = (vowel, *CONTRACTS.get(vowel, ()))
        if first == HIEUT_FIRST and vowel == A:  # 하다
            vowels = (A, AE, EO, YEO)
        return f"(?:{'|'.join(_any_final(first, one) for one in vowels)})"
    if final == RIEUL:
        dropped = (
            f"{_syllable(first, vowel, NIEUN)}|{_syllable(first, vowel, BIEUP)}|{opened}(?=[는시세니네십실셨소오])"
        )
        return f"(?:{syllable}|{dropped})"
    if final == BIEUP and syllable not in REGULAR_BIEUP:
        return f"(?:{syllable}|{opened}[우-웋워-웧와-왛버-벟브-븧])"
    if final == DIGEUT and syllable in CHANGES_DIGEUT:
        return f"(?:{syllable}|{_syllable(first, vowel, RIEUL)}(?=[으은을어었]))"
    if final == SIOT and syllable in CHANGES_SIOT:
        return f"(?:{syllable}|{opened}(?=[으은을어었아았]))"
    return syllable


def _doubled(head: str) -> str:
    """르 irregular: 모르다, 몰라; 부르다, 불러."""
    first, vowel, _ = _parts(head[-1])
    before = head[:-1] + _syllable(first, vowel, RIEUL)
    return f"{before}(?:{_any_final(RIEUL_FIRST, A)}|{_any_final(RIEUL_FIRST, EO)})"


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - FIRST
    return code // (VOWELS * FINALS), code // FINALS % VOWELS, code % FINALS


def _syllable(first: int, vowel: int, final: int) -> str:
    return chr(FIRST + (first * VOWELS + vowel) * FINALS + final)


def _any_final(first: int, vowel: int) -> str:
    return f"[{_syllable(first, vowel, 0)}-{_syllable(first, vowel, FINALS - 1)}]"
