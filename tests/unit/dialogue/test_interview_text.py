"""The approved text is one that a 75-year-old follows on a bad line, and that discloses nothing before its time."""

import re

import pytest

from anbu.adapters.interviews import hear, interview
from anbu.domain.counselling.record import DangerKind

SHIPPED = interview()
TEXTS = dict(SHIPPED.texts) | {question.id: question.text for question in SHIPPED.questions.values()}
BEFORE = [
    key for key in SHIPPED.texts
    if key.startswith(("greeting", "identity", "fetch", "machine", "other", "wrong", "moved", "name_again", "nobody",
                       "silence", "noise", "refused_before", "dead")) or key.endswith("_before")
]  # fmt: skip
FORBIDDEN = re.compile(
    r"귀하|당사|수급|체납자|연체자|취약계층|독거|고독사|빈곤|불우|대상자|시스템|프로세스|서비스|케이스|모니터링|[A-Za-z]{2,}|께옵서|소득인정액"
)
WELFARE = re.compile("복지|생활비|생계|체납|밀린|위기|가난|형편|상담원|어려움|지원")
LONGEST_SENTENCE, LONGEST_QUESTION = 60, 45
KEY_WORDS = {
    "living_costs": "생활비|생계",
    "arrears": "전기|수도|가스|체납|공과금",
    "health": "건강|아프|아픈|병원",
    "employment": "일자리|직장",
    "housing": "월세|전세|사시는 집",
    "isolation": "외로|이웃",
    "debt": "대출|카드|빚",
    "care": "돌봄|씻는",
    "mental_health": "우울|마음",
    "safety": "때리|무서",
    "requests": "도움",
    "contact": "언제",
}


def sentences(text: str) -> list[str]:
    plain = re.sub(r"\{[a-z_]+\}", "가나다라", text)
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", plain) if sentence]


@pytest.mark.parametrize("key", TEXTS)
def test_sentences_are_short_and_plain(key: str) -> None:
    for sentence in sentences(TEXTS[key]):
        assert len(sentence) <= LONGEST_SENTENCE, sentence
    assert not FORBIDDEN.search(re.sub(r"\{[a-z_]+\}", "", TEXTS[key]))


@pytest.mark.parametrize("key", TEXTS)
def test_numbers_are_words(key: str) -> None:
    assert not re.search(r"\d", TEXTS[key])


@pytest.mark.parametrize("key", TEXTS)
def test_one_question_at_a_time(key: str) -> None:
    questions = [sentence for sentence in sentences(TEXTS[key]) if sentence.endswith("?")]
    questions = [question for question in questions if question not in {"여보세요?", "잘 들리세요?"}]
    assert len(questions) <= 1


@pytest.mark.parametrize("key", BEFORE)
def test_nothing_about_welfare_is_said_before_it_is_the_person(key: str) -> None:
    assert not WELFARE.search(TEXTS[key])
    assert "{team}" not in TEXTS[key]


@pytest.mark.parametrize("question", SHIPPED.questions.values(), ids=lambda q: q.id)
def test_a_question_names_its_own_subject_and_no_other(question) -> None:
    assert len(question.text) <= LONGEST_QUESTION
    assert re.search(KEY_WORDS[question.id], question.text)
    for other, words in KEY_WORDS.items():
        if other != question.id:
            assert not re.search(words, question.text), f"{question.id} would be taken for {other}"


@pytest.mark.parametrize(
    "key",
    [
        *("consent", "consent_kait", "consent_resumed", "offer_declined", "go_on", "move_on"),
        *(key for key in SHIPPED.texts if key.startswith("heard")),
    ],
)
def test_what_stands_around_questions_names_no_subject(key: str) -> None:
    assert not re.search("|".join(KEY_WORDS.values()), TEXTS[key])


def test_the_duties_are_said() -> None:
    for key in ("consent", "consent_kait", "consent_resumed"):
        assert "인공지능" in TEXTS[key]
        assert "기록" in TEXTS[key]
        assert "그만" in TEXTS[key]
    assert "통신사" in TEXTS["consent_kait"]
    for number in ("일일구", "일공구", "일이구"):
        assert number in TEXTS["closing"]
    for number in ("일일구", "일일이", "일공구", "일이구"):
        assert number in TEXTS["closing_danger"]


def test_every_danger_has_its_sentence_with_a_number_that_helps() -> None:
    for kind in DangerKind:
        assert re.search("일일구|일일이|일공구|일이구", TEXTS[f"danger_{kind}"])


def test_the_required_topics_are_always_planned_and_indicators_come_first() -> None:
    assert SHIPPED.plan((), ())[:1] == ("living_costs",)
    assert SHIPPED.plan(("power_cut",), ())[0] == "arrears"
    assert SHIPPED.plan(("loan_default",), ())[0] == "debt"
    assert "arrears" not in SHIPPED.plan(("power_cut",), ("arrears",))  # type: ignore[arg-type]
    assert SHIPPED.plan((), ())[-2:] == ("requests", "contact")


@pytest.mark.parametrize("question", [q for q in SHIPPED.questions.values() if q.about], ids=lambda q: q.id)
@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("네", "problem"),
        ("네 있어요", "problem"),
        ("아니요 없어요", "ok"),
        ("괜찮아요", "ok"),
        ("네 (1번 누름)", "problem"),
    ],
)
def test_a_yes_is_a_difficulty_and_a_no_is_none(question, said: str, state: str) -> None:
    heard = hear(said, question.text, question.about, False)
    assert [mention.state for mention in heard.topics if mention.topic == question.about] == [state]
