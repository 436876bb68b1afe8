"""Texts: short enough, readable on every Korean handset, without links, and always with somebody to ring."""

import pytest

from anbu.data import load
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.outreach.sending import TextFate, TextReport, merge_notice
from anbu.domain.outreach.texts import TextInvalid, TextTemplate, TextType, byte_length, compose, placeholders

VALUES = {
    "office": "목포시 희망복지지원단",
    "office_number": "061-270-0000",
    "caller_number": "061-270-0001",
    "when": "11월 24일(화) 오전 9시 30분부터",
}
ALL = {entry["code"]: TextTemplate(**entry) for entry in load("notices")["notice"]}


def template(body: str, subject: str = "안내") -> TextTemplate:
    return TextTemplate("test", subject, body)


@pytest.mark.parametrize("code", ALL)
def test_every_text_that_ships_can_be_sent(code: str) -> None:
    text = compose(ALL[code], VALUES)
    assert "{" not in text.body
    assert VALUES["office_number"] in text.body
    assert placeholders(ALL[code]) <= set(VALUES)


@pytest.mark.parametrize("code", ALL)
def test_who_will_be_rung_is_told_that_it_is_a_machine_and_from_which_number(code: str) -> None:
    body = compose(ALL[code], VALUES).body
    assert "인공지능(AI)" in body
    assert VALUES["caller_number"] in body


@pytest.mark.parametrize("code", ALL)
def test_nothing_is_ever_asked_that_swindlers_ask_and_who_wants_none_is_told_whom_to_tell(code: str) -> None:
    body = compose(ALL[code], VALUES).body
    assert "돈, 계좌번호, 주민등록번호는 절대 묻지 않습니다" in body
    assert "원하지 않으시면 061-270-0000" in body


def test_whose_number_came_from_the_carrier_is_told_so() -> None:
    assert "통신사를 통해 확인" in compose(ALL["before_call_kait"], VALUES).body


@pytest.mark.parametrize("code", ["before_call", "before_call_kait", "monitoring"])
@pytest.mark.parametrize("word", ["위기", "체납", "사각지대", "고독사", "수급", "복지 대상"])
def test_no_text_tells_the_household_why(code: str, word: str) -> None:
    assert word not in ALL[code].body


def test_a_short_text_is_an_sms_without_subject_and_a_long_one_an_lms_with_it() -> None:
    tail = "{office_number}"
    exactly = template("가" * ((90 - byte_length("061-270-0000")) // 2) + tail)
    assert (compose(exactly, VALUES).type, compose(exactly, VALUES).subject) == (TextType.SMS, None)
    assert compose(template(tail), VALUES).type is TextType.SMS
    one_more = compose(template(exactly.body + "."), VALUES)
    assert (one_more.type, one_more.subject) == (TextType.LMS, "안내")


def test_bytes_are_counted_as_korean_carriers_count() -> None:
    assert byte_length("안녕 abc") == 8
    assert byte_length("뷁") == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{office}입니다. 문의 전화는 없습니다.", "no_ring_back_number"),
        ("자세히: https://example.kr {office_number}", "link"),
        ("www.anbu {office_number}", "link"),
        ("bit.ly/abc {office_number}", "link"),
        ("안부.한국 에서 보세요 {office_number}", "link"),
        ("anbu.shop {office_number}", "link"),
        ("건강하세요 😊 {office_number}", "character"),
        ("가" * 995 + "{office_number}", "too_long"),
        ("{nobody} {office_number}", "missing_value"),
    ],
)
def test_what_must_not_be_sent_is_refused(body: str, code: str) -> None:
    with pytest.raises(TextInvalid) as refused:
        compose(template(body), VALUES)
    assert refused.value.code == code


def test_two_thousand_bytes_are_the_end() -> None:
    body = "가" * 994 + "{office_number}"
    assert compose(template(body), VALUES).type is TextType.LMS
    with pytest.raises(TextInvalid):
        compose(template(body + "a"), VALUES)


def test_a_long_subject_is_refused() -> None:
    assert compose(template("가" * 50 + "{office_number}", "가" * 20), VALUES).subject == "가" * 20
    with pytest.raises(TextInvalid, match="too_long"):
        compose(template("{office_number}", "가" * 20 + "a"), VALUES)


def test_a_blank_value_is_as_good_as_none() -> None:
    with pytest.raises(TextInvalid, match="missing_value"):
        compose(template("{office_number}"), {"office_number": " "})


def test_a_value_cannot_smuggle_a_link_in() -> None:
    with pytest.raises(TextInvalid, match="link"):
        compose(template("{office} {office_number}"), VALUES | {"office": "http://x.kr"})


@pytest.mark.parametrize(
    ("known", "heard", "then"),
    [
        (None, NoticeResult.UNKNOWN, NoticeResult.UNKNOWN),
        (NoticeResult.UNKNOWN, NoticeResult.SENT, NoticeResult.SENT),
        (NoticeResult.SENT, NoticeResult.UNKNOWN, NoticeResult.SENT),
        (NoticeResult.SENT, NoticeResult.FAILED, NoticeResult.FAILED),
        (NoticeResult.FAILED, NoticeResult.SENT, NoticeResult.FAILED),
        (NoticeResult.DELIVERED, NoticeResult.FAILED, NoticeResult.DELIVERED),
        (NoticeResult.FAILED, NoticeResult.DELIVERED, NoticeResult.DELIVERED),
        (NoticeResult.DELIVERED, NoticeResult.SENT, NoticeResult.DELIVERED),
        (NoticeResult.NOT_POSSIBLE, NoticeResult.UNKNOWN, NoticeResult.NOT_POSSIBLE),
        (NoticeResult.NOT_POSSIBLE, NoticeResult.FAILED, NoticeResult.NOT_POSSIBLE),
        (NoticeResult.FAILED, NoticeResult.NOT_POSSIBLE, NoticeResult.FAILED),
        (NoticeResult.SENT, NoticeResult.NOT_POSSIBLE, NoticeResult.NOT_POSSIBLE),
        (NoticeResult.NOT_POSSIBLE, NoticeResult.DELIVERED, NoticeResult.DELIVERED),
        (NoticeResult.DELIVERED, NoticeResult.NOT_POSSIBLE, NoticeResult.DELIVERED),
    ],
)
def test_receipts_may_come_in_any_order(known: NoticeResult | None, heard: NoticeResult, then: NoticeResult) -> None:
    assert merge_notice(known, heard) is then


def test_nobody_is_taken_to_want_no_texts_unless_the_provider_says_so() -> None:
    assert TextReport(TextFate.FAILED).wants_none is False


def test_only_accepted_is_not_the_end() -> None:
    assert [fate for fate in TextFate if not fate.is_final] == [TextFate.ACCEPTED]
    assert {fate.as_notice for fate in TextFate} == set(NoticeResult) - {NoticeResult.NOT_POSSIBLE}
