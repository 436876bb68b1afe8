"""What names a person does not leave, however it is said; and comes back whole."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.counselling.masking import Masks, PersonalData

PERSON = PersonalData(
    names=("남궁민수", "NGUYEN THI LAN"),
    phones=("+821012345678",),
    addresses=("전라남도 곡성군 옥과면 리문리 912번지",),
    birth_dates=("1948-03-02",),
)


@pytest.mark.parametrize(
    ("said", "datum"),
    [
        ("남궁 민수라고 합니다", "남궁 민수"),
        ("다들 민수라고 불러요", "민수"),
        ("nguyen thi lan 이에요", "nguyen"),
        ("그냥 란, Lan이라고 하세요", "Lan"),
        ("공일공에 음 일이삼사에 어 오육칠팔이요", "일이삼사"),
        ("뒷자리는 오육칠팔이에요", "오육칠팔"),
        ("가운데가 천이백삼십사예요", "천이백삼십사"),
        ("영일영 구팔칠육 오사삼이", "구팔칠육"),
        ("공일공 다시 구팔칠육 다시 오사삼이", "오사삼이"),
        ("곡성 옥과에 살아요", "옥과"),
        ("리문리 구백십이번지예요", "구백십이"),
        ("구일이번지요", "구일이"),
        ("백이동 천오백삼호예요", "천오백삼호"),
        ("삼월 이일이 생일이에요", "삼월 이일"),
        ("음력으로 삼월 초이틀이요", "초이틀"),
        ("사팔년생이고요", "사팔년"),
        ("사십팔년에 났어요", "사십팔년"),
        ("1948년 3월 2일이요", "1948"),
        ("주민번호가 사팔공삼공이 이 오육칠팔구공일이요", "사팔공삼공이"),
        ("농협 삼공이 다시 일일이이 다시 삼삼사사 구일이요", "삼삼사사"),
        ("계좌는 302-1234-5678-91이요", "5678"),
    ],
)
def test_a_datum_of_the_case_does_not_leave_however_it_is_said(said: str, datum: str) -> None:
    masks = Masks(PERSON)
    masked = masks.mask(said)
    assert datum not in masked
    assert masks.restore(masked) == said


@pytest.mark.parametrize(
    "said",
    [
        "월세 삼십만 원이 두 달 밀렸어요",
        "일이 없어요",
        "사흘째 굶었어요",
        "육이오 때 피난 왔어요",
        "쌀이 삼 킬로 남았어요",
    ],
)
def test_what_names_nobody_stays(said: str) -> None:
    assert Masks(PERSON).mask(said) == said


@given(st.text("남궁민수공일이삼사오육칠팔 0123-에시군동리호번지년월[이름1]생주소,.", max_size=60))
def test_what_was_masked_comes_back_letter_for_letter(said: str) -> None:
    masks = Masks(PERSON)
    masked = masks.mask(said)
    if not any(mark in said for mark in masks.marks):
        assert masks.restore(masked) == said


@pytest.mark.parametrize("letters", ["리", "시 ", "일", "1 ", "일에", "동호", "가나다라마바사시"])
def test_no_words_however_odd_keep_it_busy(letters: str) -> None:
    started = time.process_time()
    Masks(PERSON).mask(letters * 300)
    assert time.process_time() - started < 1
