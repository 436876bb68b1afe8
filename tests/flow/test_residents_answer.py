"""Persona files as contract 5 has them, and who answers at which number."""

from pathlib import Path

import pytest

from local.residents.persona import Persona, Resident, all_personas, load_persona
from local.telephone.answering import ring
from local.telephone.effects import SILENCE, Alternative, Heard, HungUp
from local.telephone.settings import Residents

FILE = """
name: 전기요금이 밀린 60대
answers_phone: true
indicators: [power_cut]
turns:
  - {when: 본인, say: 네 맞아요}
  - {when: 번호, keys: "1"}
  - {when: 이름, say: [{text: 김갑순이요, confidence: 0.6}, {text: 김갑수니요, confidence: 0.4}]}
  - {when: 쉬, say: ""}
  - {when: 전기|체납|밀린, say: 전기요금이 석 달 밀렸어요, times: 2}
hang_up_after: null
"""


@pytest.fixture
def persona(tmp_path: Path) -> Persona:
    (tmp_path / "p.yaml").write_text(FILE, encoding="utf-8")
    return load_persona(tmp_path / "p.yaml")


def says(resident: Resident, *agent: str) -> Heard:
    for text in agent:
        resident.hears(text)
    return resident.answers()


def test_the_first_line_that_fits_and_is_not_used_up_is_said(persona: Persona):
    resident = Resident(persona)
    assert says(resident, "안녕하세요.", "본인 맞으세요?").text == "네 맞아요"
    assert says(resident, "본인 맞으세요?") == SILENCE
    assert [says(resident, "전기요금이 밀렸나요?").text for _ in range(3)] == ["전기요금이 석 달 밀렸어요"] * 2 + [""]


def test_only_what_was_said_since_the_last_answer_is_searched(persona: Persona):
    resident = Resident(persona)
    says(resident, "본인 맞으세요?")
    assert says(resident, "네.") == SILENCE


def test_keys_alternatives_and_silence(persona: Persona):
    resident = Resident(persona)
    assert says(resident, "번호를 눌러 주세요.") == Heard(keys="1")
    assert says(resident, "이름이요?").alternatives == (Alternative("김갑순이요", 0.6), Alternative("김갑수니요", 0.4))
    assert says(resident, "쉬세요.") == SILENCE


def test_a_resident_hangs_up_after_so_many_of_their_own_turns(persona: Persona):
    resident = Resident(persona.model_copy(update={"hang_up_after": 1}))
    says(resident, "본인 맞으세요?")
    with pytest.raises(HungUp):
        says(resident, "전기요금이 밀렸나요?")


def test_a_line_cannot_say_and_press_at_once(tmp_path: Path):
    (tmp_path / "p.yaml").write_text('name: x\nturns: [{when: a, say: b, keys: "1"}]', encoding="utf-8")
    with pytest.raises(ValueError, match="가운데 하나만"):
        load_persona(tmp_path / "p.yaml")


def test_who_answers_is_the_same_for_the_same_seed_and_number(persona: Persona):
    people = [persona, persona.model_copy(update={"answers_phone": "busy"})]
    numbers = [f"+8210000{n:05}" for n in range(200)]
    rings = [ring(number, 1, people, Residents(seed=7)) for number in numbers]
    assert rings == [ring(number, 1, people, Residents(seed=7)) for number in numbers]
    assert rings != [ring(number, 1, people, Residents(seed=8)) for number in numbers]


def test_who_is_out_today_may_be_in_tomorrow_and_stays_the_same_person(persona: Persona):
    rings = [ring("+821000001234", times, [persona], Residents(answer_rate=0.5)) for times in range(40)]
    assert {found.reason for found in rings} == {None, "TELECOM_UNANSWERED"}
    assert {found.persona.name for found in rings} == {persona.name}


@pytest.mark.parametrize(
    ("answering", "reason"),
    [
        ("no_answer", "TELECOM_UNANSWERED"),
        ("busy", "TELECOM_BUSY"),
        ("invalid_number", "TELECOM_NUMBER_INVALID"),
        ("voicemail", None),
        ("other_person", None),
    ],
)
def test_what_comes_of_ringing(persona: Persona, answering: str, reason: str | None):
    someone = persona.model_copy(update={"answers_phone": answering})
    assert ring("+821000001234", 1, [someone], Residents()).reason == reason


def test_every_persona_of_the_project_can_be_read():
    assert all_personas()
