"""Which text is sent, and how it names the time from which a call may come: as a resident would say it."""

from datetime import UTC, datetime

import pytest

from anbu.domain.outreach.texts import TextInvalid, TextTemplate, compose
from anbu.domain.outreach.wording import notice_for, spoken_time, template_code
from anbu.domain.phones import NumberSource, Phone, PhoneKind, PhoneNumber
from anbu.domain.times import KST
from tests.unit.cases.builders import case

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=KST)


def phone(source: NumberSource = NumberSource.REGISTERED) -> Phone:
    return Phone(PhoneNumber("+821000000001"), PhoneKind.MOBILE, source)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-23T09:00", "오늘 오전 9시 이후에"),
        ("2026-11-23T11:59", "오늘 오전 11시 이후에"),
        ("2026-11-23T12:00", "오늘 오후 12시 이후에"),
        ("2026-11-23T13:30", "오늘 오후 1시 이후에"),
        ("2026-11-23T19:00", "오늘 오후 7시 이후에"),
        ("2026-11-24T09:00", "내일 오전 9시 이후에"),
        ("2026-11-25T14:00", "11월 25일 오후 2시 이후에"),
        ("2026-12-01T10:00", "12월 1일 오전 10시 이후에"),
        ("2027-11-23T10:00", "11월 23일 오전 10시 이후에"),
    ],
)
def test_the_time_is_named_as_people_name_it(at: str, said: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=KST)
    assert spoken_time(moment, NOW) == said
    assert spoken_time(moment.astimezone(UTC), NOW.astimezone(UTC)) == said


@pytest.mark.parametrize(
    ("origin", "source", "code"),
    [
        ("list", NumberSource.REGISTERED, "before_call"),
        ("report", NumberSource.OTHER, "before_call"),
        ("monitoring", NumberSource.REGISTERED, "monitoring"),
        ("heat_wave", NumberSource.REGISTERED, "heat_wave"),
        ("cold_wave", NumberSource.OTHER, "cold_wave"),
        ("list", NumberSource.KAIT, "before_call_kait"),
        ("monitoring", NumberSource.KAIT, "before_call_kait"),  # where the number came from must be told
    ],
)
def test_which_wording(origin: str, source: NumberSource, code: str) -> None:
    assert template_code(case(origin=origin), phone(source)) == code


def test_the_text_has_its_office_and_its_time() -> None:
    templates = {"before_call": TextTemplate("before_call", "안내", "{office} {when} {caller_number} {office_number}")}
    office = {"office": "곡성군청", "office_number": "061-360-0000", "caller_number": "061-360-0001"}
    found = notice_for(case(), phone(), NOW.replace(hour=14), NOW, templates, office)
    assert found.body == "곡성군청 오늘 오후 2시 이후에 061-360-0001 061-360-0000"


@pytest.mark.parametrize(("subject", "body"), [("안내 bit.ly", ""), ("안내", "bit.ly")])
def test_no_link_stands_in_the_text_or_in_its_subject(subject: str, body: str) -> None:
    with pytest.raises(TextInvalid, match="link"):
        compose(TextTemplate("x", subject, f"{{office_number}} {body}"), {"office_number": "061-360-0000"})
