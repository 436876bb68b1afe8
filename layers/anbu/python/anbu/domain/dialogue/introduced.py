"""How people say who they are when they answer: «김안붑니다», «저는 박철수인데요», «네 행복슈퍼입니다»."""

import re
from enum import StrEnum
from functools import cache

from anbu.domain.dialogue.signals import compact


class Introduced(StrEnum):
    """What an introduction tells about the person we ask for."""

    NOT = "not"
    """Nobody introduced themself."""
    SELF = "self"
    """With the name we ask for."""
    NAMED = "named"
    """The name alone: they, unless it is a question."""
    OTHER = "other"
    """As somebody or something else."""
    UNCLEAR = "unclear"
    """With words that are no name we know: a «네» before them is no yes yet."""


_BEFORE = (
    r"^(?:네+|예+|응|아|어|여보세요|안녕하세요|제가|내가|나가|지가|저는|나는|전|난|저|여기는|여긴|여기|이거|거기)*"
)
_COPULA = r"입니[다더]|임다|이에요|예요|에요|인데요?|인디요?|이라예|라예|올시다|이우다|이오|이여|이?라고(?:하|요|합)"
_IS = rf"(?:{_COPULA}|핸드폰|전화)"
_IS_NOT = r"(?:이|가|은|는)?(?:아니(?!냐|야\?|에요\?|세요)|아닌|아닙|아녀|아이(?:고|라|다|에요|시더))"
_MY_KIN = (
    "(?:이|가|은|는)?(?:우리|저희|제|내)집?(?:처|아내|남편|아들|딸|며느리|사위|어머니|아버지|엄마|아빠|할머니|할아버지|시어머니|시아버지"
    "|동생|형|누나|언니|오빠|조카|이모|고모|삼촌|친구|안사람|집사람|신랑|마누라)"
)
_ME = "(?:나[요여다야]|저예요|저요|접니다|난데|전데)"
_IS_IT = rf"(?:{_COPULA}|니[다더]|데요?|맞|본인|이다|다$|이고|이지)"
_INTRODUCTION = re.compile(rf"{_BEFORE}([가-힣]{{2,12}}?){_IS}")
_SHORTENED = re.compile(rf"{_BEFORE}([가-힣]{{1,3}})(?<![습합됩입십집랍])(?:니[다더])")
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반"
    "왕금옥육인맹제모탁국은편용"
)
_PERSON = re.compile(rf"[{_SURNAMES}][가-힣]{{2}}")
_NO_NAME = re.compile("[중님집쪽분은는도만까데기길밖앞안]$|본인|병원|당사자|^이모|^고모")
_ORGANISATION = re.compile(
    "(경비실|관리실|관리소|사무소|사무실|회사|상사|식당|가게|슈퍼|마트|약국|은행|학교|유치원|어린이집|센터|교회|성당|복지관|경로당|요양원"
    "|공장|공사|총무과|관리과|영업부|상담실|부동산|미용실|이발소|세탁소|카페|다방|모텔|여관|호텔|주유소|정비소|산업|건설|전자|물산|유통|농협|우체국|면사무소|쉼터|고시원|보호소|지구대|파출소|소방서|요양병원|빌딩|상회|중국집|빵집|꽃집|밥집|횟집|떡집|고깃집|반점|치킨|피자|분식|국밥|김밥|통닭|갈비|정육점|철물점"
    "|편의점|서점|노래방|피시방|당구장|체육관|학원|치과|의원|한의원|보건소|택배|택시|렌터카|카센터|공업사|인력|용역|컴퍼니|그룹|재단|협회|조합|여행사|펜션|민박|농원|농장|목장"
    "|수산|축산|상조|장례식장|도서관|교육청|경찰서|법원|보험|증권|캐피탈)$"
)
_WHERE_THEY_ARE = re.compile("^(지금|시방|아직|잠깐|오늘)")
"""«네 지금 회사인데요» tells where they are and not who."""
_OWN = re.compile("(^|[^가-힣])(본인|저|나|전|난|접|맞|그렇)$|본인$|당사자$")
_NAME = 3
_LONG_NAME = 4
_FINALS = {"ㅂ": 17, "ㄴ": 4}


def introduced(words: str, name: str) -> Introduced:
    """What these words (compact) say of their speaker; `name` is the person's, or nothing if nobody knows it."""
    marked, words = words, words.replace("?", "")
    for form in _as_said(name):
        if re.search(rf"{form}(?:씨|님)?(?:{_IS_NOT}|{_MY_KIN})", words):
            return Introduced.OTHER
        if re.search(
            rf"(제가|내가|나가|지가|저가|지는|내래|나|저|전|난|내){form}|{form}(?:[이가은는]|그건|그게)?{_IS_IT}|{form}(?:[이가은는]|그건|그게){_ME}",
            words,
        ):
            return Introduced.SELF
        if re.search(rf"{form}(이?요|예|유)?$", words):
            return Introduced.NAMED
    found = _INTRODUCTION.search(words)
    if found is None:
        return _shortened(words)
    if _OWN.search(found[1]) or _asks_who_we_are(found, marked):
        return Introduced.NOT
    return _as_whom(found[1], compact(name))


def _asks_who_we_are(found: re.Match[str], marked: str) -> bool:
    """«농협이에요?»: where recognition writes the mark, a place of work is asked about and not theirs."""
    return f"{found[0]}?" in marked and _ORGANISATION.search(found[1]) is not None


def _as_whom(who: str, name: str) -> Introduced:
    if name and name in who:
        return Introduced.UNCLEAR  # «김안부 전화 맞습니다»: the telephone is theirs; who speaks is not told
    if _WHERE_THEY_ARE.search(who):
        return Introduced.UNCLEAR
    person = _PERSON.fullmatch(who[-_NAME:]) is not None and not _NO_NAME.search(who)
    if _ORGANISATION.search(who) or (person and (len(who) == _NAME or _ORGANISATION.search(who[:-_NAME]))):
        return Introduced.OTHER
    return Introduced.UNCLEAR


def _shortened(words: str) -> Introduced:
    """«박영잡니다»: a name that ends in a vowel takes the verb's first sound."""
    found = _SHORTENED.search(words)
    if found is None:
        return Introduced.NOT
    who = found[1]
    bare = who[:-1] + _without_final(who[-1], "ㅂ")
    return Introduced.OTHER if _PERSON.fullmatch(bare) and bare != who else Introduced.NOT


@cache
def _as_said(name: str) -> tuple[str, ...]:
    """The name as it sounds before «입니다» and «인데요»."""
    whole, parts = compact(name), name.split()
    if not whole:
        return ()
    said = [part for part in parts if len(part) > 1] if len(parts) > 1 else []  # 마리셀 산토스 is 마리셀
    return (*(form for one in (whole, *said) for form in _sounds(one)), *_ends(whole))


def _ends(name: str) -> tuple[str, ...]:
    """Of a foreign name its bearer says the end: 응우옌티란 is 란."""
    return tuple(form for n in (3, 2, 1) for form in _sounds(name[-n:])) if len(name) > _LONG_NAME else ()


def _sounds(name: str) -> tuple[str, ...]:
    last = name[-1]
    if not "가" <= last <= "힣" or (ord(last) - 0xAC00) % 28:
        return (name,)
    return (name, *(name[:-1] + chr(ord(last) + final) for final in _FINALS.values()))


def _without_final(letter: str, final: str) -> str:
    code = ord(letter) - 0xAC00
    return chr(ord(letter) - _FINALS[final]) if code % 28 == _FINALS[final] else letter
