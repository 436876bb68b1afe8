"""Who was on the line: the person themself, somebody else, a machine, nobody (contract 4)."""

import re
from functools import cache

from anbu.domain.counselling.record import Reached, Topic
from anbu.domain.dialogue.introduced import Introduced, introduced
from anbu.domain.dialogue.signals import compact
from anbu.domain.listening.tables import table
from anbu.domain.transcript import Transcript, TranscriptTurn

_ASKS_WHO = re.compile(
    r"본인(?!이나|과|하고|도|의|뿐)|(?:님|씨)\s?(?:맞|되|이[세신시]|계|댁|휴대|핸드|전화)|성함|누구(?:신|세)|맞으[세신]|맞습니까|여보세요"
)
_NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|[^가-힣a-zA-Z0-9]|^(?:[어음으아에흠]+)$")
_NOT_WORDS = re.compile(r"[^가-힣a-zA-Z0-9]")
_HANDS_OVER = re.compile(r"전화\s?바꿨|바꿨습니다|바꾸었습|제가\s?본인|제가\s?(?:받|전화)")
_CONFIRMS = re.compile(
    r"\s*(?:아\s*)?(?:네|예|응|어|그래)[\s,.]*(?:제가\s?|저\s?|나\s?|내가\s?)?(?:맞|본인|접니다|전데|저예요|납니다)"
)
"""네 맞아요: whatever follows ("지금 이삿짐 싸느라 정신없어요") is told by the person themself."""
_KIN = (
    "아들|딸|며느리|며늘|사위|남편|아내|집사람|손자|손녀|동생|누나|언니|오빠|형|조카|이웃|옆집|요양보호사|간병인|생활지원사|활동지원사"
    "|이장|통장|엄마|아빠|어머니|아버지|보호자|친구|직원|간호사"
)
_INTRODUCES = re.compile(
    rf"(?:저는|나는|전|난|제가|내가)?\s?(?:[가-힣]{{0,4}}\s?)?(?:{_KIN})\s?(?:사람|되는 사람|분)?"
    r"(?:인데|이에요|예요|입니다|이라|이고|이유|라예|이우다|인디|이요|여유|됩니다|에요|이구|거든|라요)"
)


_ASKED_FOR = re.compile(r"([가-힣]{2,6}(?: [가-힣]{2,6})?)\s?(?:님|씨|어르신|어머님|아버님)")
"""The name that the agent asks for."""
_LIFE = frozenset(Topic)
"""Who asks about one of these asks the person themself, whatever words are in the question ("본인이나 가족 중에 …")."""


@cache
def _signal(name: str) -> re.Pattern[str]:
    """The conversation's own words for who is there, on the words with blanks and punctuation taken out."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("signals.toml")[name]["patterns"]))


def understandable(turn: TranscriptTurn) -> bool:
    """Whether one word of it can be understood: not silence, not a recogniser's mark for noise."""
    return bool(_NOISE.sub("", turn.text.strip()))


def who_spoke(transcript: Transcript) -> tuple[Reached, dict[str, bool]]:
    """Who was reached, and of which resident turns somebody else was the speaker (by turn id)."""
    said = [turn for turn in transcript.resident_turns if understandable(turn)]
    if not said:
        return Reached.NOBODY, {}
    if _machine(said):
        return Reached.VOICEMAIL, {turn.id: True for turn in said}
    return _people(transcript)


def _machine(said: list[TranscriptTurn]) -> bool:
    heard = [_words(turn) for turn in said]
    machine = [bool(_signal("machine").search(words)) for words in heard]
    return any(machine[:2]) and sum(machine) * 2 >= len(machine)


def _people(transcript: Transcript) -> tuple[Reached, dict[str, bool]]:
    reached, helper, question, n = Reached.UNCLEAR, {}, "", 0
    answered = False
    for turn in transcript.turns:
        if turn.speaker == "agent":
            question = "" if turn.topic in _LIFE else f"{question} {turn.text}"
            continue
        if not understandable(turn):
            continue
        n += 1
        reached = _after(reached, turn, question, n)
        answered = answered or (n > 1 and turn.topic is None and len(_words(turn)) > 1)
        helper[turn.id] = reached is Reached.OTHER_PERSON
        question = ""
    if reached is Reached.UNCLEAR and answered and _asked_about_life(transcript):
        reached = Reached.SELF
    return reached, helper


def _after(reached: Reached, turn: TranscriptTurn, question: str, n: int) -> Reached:
    words = _words(turn)
    asks_who = bool(_ASKS_WHO.search(question))
    if asks_who and _CONFIRMS.match(turn.text) and not _INTRODUCES.search(turn.text):
        return Reached.SELF
    if asks_who and _names_themself(turn.text, question):
        return Reached.SELF
    if _other(turn.text, words, asks_who=asks_who, n=n):
        return Reached.OTHER_PERSON
    if asks_who and (_signal("self").search(words) or _signal("yes_at_identity").search(words)):
        return Reached.SELF
    if reached is Reached.OTHER_PERSON and _HANDS_OVER.search(turn.text):
        return Reached.SELF
    return reached


def _names_themself(text: str, question: str) -> bool:
    """«네 제가 강미선이에요», «마리셀이에요 남편 자요»: who says the name that was asked for is that person."""
    asked = _ASKED_FOR.search(question)
    return asked is not None and introduced(compact(text), asked[1]) is Introduced.SELF


def _other(text: str, words: str, *, asks_who: bool, n: int) -> bool:
    if not asks_who and n > 1:
        return False
    if _INTRODUCES.search(text) or _signal("wrong_number").search(words):
        return True
    theirs = ("not_self", "relative") if _signal("self").search(words) else ("not_self", "relative", "dead", "absent")
    return asks_who and any(_signal(name).search(words) for name in theirs)


def _asked_about_life(transcript: Transcript) -> bool:
    """Whether anything but who is there was asked; without question marks anything more than a greeting counts."""
    agent = [turn for turn in transcript.turns if turn.speaker == "agent"]
    asking = [turn for turn in agent if turn.topic or "?" in turn.text]
    if not asking:
        return len(agent) > 1
    return any(turn.topic in set(Topic) or not (turn.topic or _ASKS_WHO.search(turn.text)) for turn in asking)


def _words(turn: TranscriptTurn) -> str:
    return _NOT_WORDS.sub("", turn.text)
