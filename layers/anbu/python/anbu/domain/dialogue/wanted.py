"""What somebody wants of the call itself, told apart from an answer to what was asked."""

import re

from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue, Step, Who
from anbu.domain.dialogue.reading import ABOUT_THE_CALL, SHORT, Reading, Wish
from anbu.domain.dialogue.when import Named

_MONOLOGUE = 30
_ANSWERING = frozenset({Step.QUESTION, Step.FOLLOW_UP, Step.UNKNOWN_CALLER, Step.OFFER})
_OPEN_STEPS = frozenset(set(Step) - _ANSWERING - {Step.ENDED})
_WOULD_ASK = frozenset({Step.IDENTITY, Step.FETCH, Step.FETCHED, Step.CONSENT, Step.CONFIRM_STOP})
_NAMED_STAFF = re.compile("직원|상담|담당|공무원|복지사|기계|로봇|바꿔|바까|연결")
_PUT_THROUGH = re.compile("바꿔|바까|연결|지금|바로|당장|싶")
_THEN = re.compile(
    "(시|분|간|반|뒤|후|쯤|경|일|주|말|녁|심|침|밤|낮|전|요일|내일|모레|낼|이따|있다가|먹고|이후|넘어서|지나서|사이|무렵|나절|녘|께)(에|에나|이나|나|으로|은|는|다시|좀|한번|더|있으면|내리니까|내려서|내리면|가서|도착해서|도착하면|끝나고|들어가서|와서)*"
    "(하[이소세입자지쇼슈라]|하시[오죠지]|허[소슈]|해[주줘요라봐보]|해$|걸어|주[세이시면]|줘|부탁|통화|전화|연락|얘기|괜찮|가능|되[나는죠지면]|돼|될|좋|할[게까]|받을[게께까]|받겠|받[자지]|합시|봅시|보[자입]|요$)"
)
"""A time, and that something be done then."""
_PAST = re.compile("[았었했갔왔났렸랐겼꼈셨][어습는다지네]")
_WILL_DO_SO = re.compile("^(네|예|응|그래|알았어|알겠)*(요|습니다|어요)?그(럴|러할|리할|렇게할)(게|께)(요)?$")
"""Said to «확인하실 수 있습니다», and no yes to «지금 통화 괜찮으세요?»."""
_OF_CALLS = re.compile("전화|통화|연락|끊")
_AGAIN_AT_LAST = re.compile(
    "다시(한번|한번만|좀)?(말|말씀|얘기|이야기)(해|하|좀|한번)*(줘|주세|주시|주이소|봐|요|라)+$"
)
"""However long what was said before it to somebody else."""
_BUSY_NOW = re.compile(
    "^(아|어|네|예|저)?(지금|시방|지끔)(은|저|제가|막)?(?!집|혼자|괜찮|한가|쉬|놀|시간(이)?있)[가-힣]{1,8}"
    "(이라|이라서|라서|인데|인디|이에요|예요|이오|이요|이여|이야|에있|에나와|에와있|는중|중이|중인)"
)


def wanted(reading: Reading, dialogue: Dialogue, topic: str, named: Named | None) -> Wish | None:
    """The wish that is honoured first; `named` is a moment that the words name. None: it is an answer."""
    if reading.who is Who.MACHINE:
        return None
    found = {wish for wish in Wish if wish in reading.signals and _meant(wish, reading, dialogue, topic)}
    if len(reading.words) > _MONOLOGUE and dialogue.who is Who.UNKNOWN:
        found.discard(Wish.STOP)  # songs and recordings say anything; a refusal is short
    elif "no_texts" in reading.signals and not _OF_CALLS.search(reading.words):
        found.discard(Wish.STOP)  # «문자는 그만 보내세요»: kept for the number, and the call goes on
    elif "after_all" in reading.signals:
        found.discard(Wish.STOP)
    elif "refuse" in reading.signals and dialogue.step in _OPEN_STEPS:
        found.add(Wish.STOP)
    if dialogue.step in _OPEN_STEPS and _another_time(reading, dialogue, named):
        found.add(Wish.LATER)
    elif found & {Wish.HOW_LONG, Wish.SCAM} and named is None:
        found.discard(Wish.LATER)  # «바쁘다 퍼뜩 해라», «번호가 뭐예요 확인하고 걸게요»: they are told first
    at_a_loss = "dont_know" in reading.signals and not reading.yes and not dialogue.repeated
    if not found and dialogue.step is Step.CONSENT and at_a_loss:
        found.add(Wish.AGAIN)  # whoever does not know what this is has not agreed to it
    if not found and reading.asks and dialogue.step in _WOULD_ASK and not reading.signals & {"greeting", "noise"}:
        found.add(Wish.WHAT)
    return next((wish for wish in Wish if wish in found), None)


def _another_time(reading: Reading, dialogue: Dialogue, named: Named | None) -> bool:
    """«이따 세 시요», «점심 먹고 한 시 반쯤 하소», «지금 밭이라»: no word of a call, and meant of it all the same."""
    if _PAST.search(reading.words) or "refuse" in reading.signals:
        return False
    if named is not None and _THEN.search(reading.words):
        return True
    if dialogue.step is Step.CONSENT and dialogue.repeated and _WILL_DO_SO.match(reading.words):
        return True
    return dialogue.step is Step.CONSENT and _BUSY_NOW.search(reading.words) is not None and not reading.yes


def _meant(wish: Wish, reading: Reading, dialogue: Dialogue, topic: str) -> bool:
    """Whether a wish can be meant as an answer to what was asked: «내일 오후요» is a wish or a preference."""
    answering = dialogue.step in _ANSWERING
    if wish is Wish.PERSON:
        lonely = topic in {Topic.ISOLATION, "contact", "requests"} and not _NAMED_STAFF.search(reading.words)
        later = topic == "contact" and not _PUT_THROUGH.search(reading.words)
        return not (lonely or later)
    if wish is Wish.STAFF_CALL:
        return topic not in {"contact", "requests"}
    if wish is Wish.WAIT:
        return dialogue.who is Who.SELF and len(reading.words) <= _MONOLOGUE and not reading.heard.topics
    if wish is Wish.LATER and answering:
        return "later_firm" in reading.signals and topic not in {"contact", "requests"}
    if answering and (wish in ABOUT_THE_CALL or wish is Wish.AGAIN):
        asked_again = wish is Wish.AGAIN and _AGAIN_AT_LAST.search(reading.words) is not None
        return asked_again or len(reading.words) <= SHORT
    return True
