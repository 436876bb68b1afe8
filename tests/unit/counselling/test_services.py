"""Services that may fit: all that a caseworker thinks of, with a reason and what to check, never a promise."""

import re

import pytest

from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.counselling.suggest_services import MOST, Service, services, suggest_services
from anbu.domain.listening.tables import table
from tests.unit.counselling.calls import ME, record

EXPECTED = (
    "긴급복지", "생계급여", "의료급여", "주거급여", "교육급여", "차상위", "에너지바우처", "국민취업지원제도",
    "고용복지플러스센터", "서민금융통합지원센터", "대한법률구조공단", "정신건강복지센터", "노인맞춤돌봄",
    "통합사례관리", "민간 자원",
)  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_every_service_that_a_counsellor_would_think_of_is_known(name: str) -> None:
    assert any(name in service.name for service in services())


@pytest.mark.parametrize("service", services(), ids=lambda service: service.code)
def test_every_service_can_come_up_and_says_what_to_check(service: Service) -> None:
    asked = {subject["say"] for subject in table("topics_requests.toml")["subject"]}
    assert service.dangers <= set(DangerKind)
    assert service.topics <= set(Topic)
    assert service.requests <= asked
    assert service.dangers or service.topics or service.requests or service.problems
    assert service.reason.endswith("다.")
    assert service.check


@pytest.mark.parametrize("service", services(), ids=lambda service: service.code)
def test_no_service_is_promised(service: Service) -> None:
    assert not re.search(r"받으실 수 있|지원됩니다|해\s?드립니다|선정됩니다", service.reason + service.check)


def test_codes_are_unique() -> None:
    assert len({service.code for service in services()}) == len(services())


def test_danger_comes_first_and_the_list_stays_short() -> None:
    made = record(*ME, "요즘 어떠세요?", "쌀이 떨어져서 굶고 있어요. 전기요금도 밀렸고 빚도 많고 허리도 아파요")
    assert made.suggested_services[0].code == "emergency_welfare"
    assert len(made.suggested_services) <= MOST


def test_nothing_said_suggests_nothing() -> None:
    assert suggest_services((), {}, ()) == ()
