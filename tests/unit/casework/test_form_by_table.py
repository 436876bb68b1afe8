"""What stands in each field of 초기상담지, and whose word it is."""

from dataclasses import replace
from datetime import date

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.casework.counselling_form import Field, Section, Template, Value, filled, unknown_codes
from anbu.domain.casework.work_done import FormFilled, RecordEdit
from anbu.domain.counselling.record import CounsellingRecord, Finding, Need, Reached, Topic, TopicFindings
from anbu.domain.ids import CaseId
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from tests.unit.cases.builders import MONDAY_TEN, case

FILLS = (
    "case.indicators", "person.name", "person.birth_date", "person.phones", "person.remarks", "record.summary",
    "record.requests", "record.housing", "record.health", "record.debt", "record.care", "",
)  # fmt: skip
FORM = Template(
    "1",
    "초기상담지",
    (
        Section("가", tuple(Field(fill or "free", "", fill=fill) for fill in FILLS)),
        Section("나", (Field("opinion", ""),)),
    ),
)
PERSON = Person(
    CaseId("c1"),
    "김안부",
    date(1950, 1, 2),
    phones=(
        Phone(PhoneNumber("+821000000001"), PhoneKind.MOBILE),
        Phone(PhoneNumber("+82610000001"), PhoneKind.LANDLINE),
    ),
)
RECORD = CounsellingRecord(
    "c1",
    "rules",
    "p",
    Reached.SELF,
    Need.WATCH,
    (),
    {
        Topic.HOUSING: TopicFindings("problem", (Finding("월세 밀림", "t1", ""), Finding("곰팡이", "t2", ""))),
        Topic.HEALTH: TopicFindings("ok"),
        Topic.CARE: TopicFindings("unknown"),
    },
    (Finding("쌀", "t1", ""), Finding("침대", "t2", "")),
    (),
    "들은 말",
)
EDIT = RecordEdit(CaseId("c1"), 1, None, 0, "me", MONDAY_TEN, Need.WATCH, "고친 말", {"health": "problem"})
CASE = case(indicators=("rent", "odd"))
WORDS = {"rent": "월세 체납"}
BY_LIST = {
    "case.indicators": Value("월세 체납, odd", "person"),
    "person.name": Value("김안부", "person"),
    "person.birth_date": Value("1950-01-02", "person"),
    "person.phones": Value("01000000001, 0610000001", "person"),
    "person.remarks": Value("", "person"),
}
BY_RECORD = {
    "record.summary": Value("들은 말", "record"),
    "record.requests": Value("쌀, 침대", "record"),
    "record.housing": Value("어려움 있음 (월세 밀림; 곰팡이)", "record"),
    "record.health": Value("어려움 없음", "record"),
    "record.care": Value("확인하지 못함", "record"),
    "record.debt": Value("", "record"),
}
EMPTY = {fill or "free": Value() for fill in FILLS} | {"opinion": Value()}
OF_THE_CASE = {"case.indicators": BY_LIST["case.indicators"]}
PUT_RIGHT = {"record.summary": Value("고친 말", "official"), "record.health": Value("어려움 있음", "official")}


@pytest.mark.parametrize(
    ("person", "record", "edit", "expected"),
    [
        (None, None, None, OF_THE_CASE),
        (PERSON, None, None, BY_LIST),
        (None, RECORD, None, OF_THE_CASE | BY_RECORD),
        (PERSON, RECORD, None, BY_LIST | BY_RECORD),
        (PERSON, RECORD, EDIT, BY_LIST | BY_RECORD | PUT_RIGHT),
        (PERSON, None, EDIT, BY_LIST | PUT_RIGHT),
        (PERSON, RECORD, replace(EDIT, summary="", topics={}), BY_LIST | BY_RECORD),
        # an official's edit is of the record: a topic's name is nobody's personal data
        (PERSON, RECORD, replace(EDIT, summary="", topics={"name": "ok", "indicators": "ok"}), BY_LIST | BY_RECORD),
        (PERSON, RECORD, replace(EDIT, summary="", topics={"summary": "ok"}), BY_LIST | BY_RECORD),
    ],
)
def test_each_field_is_filled_from_where_its_template_says(
    person: Person | None, record: CounsellingRecord | None, edit: RecordEdit | None, expected: dict[str, Value]
) -> None:
    assert filled(FORM, CASE, person, record, edit, None, WORDS) == EMPTY | expected


def test_what_an_official_saved_stands_over_everything_and_unknown_fields_are_named() -> None:
    answers = {"record.summary": "직접 씀", "opinion": "방문 필요", "free": "", "zz": "x", "aa": "y"}
    saved = FormFilled(CaseId("c1"), 1, "me", MONDAY_TEN, "1", answers)
    found = filled(FORM, CASE, PERSON, RECORD, EDIT, saved, WORDS)
    own = {code: Value(answers[code], "official") for code in ("record.summary", "opinion", "free")}
    assert found == EMPTY | BY_LIST | BY_RECORD | PUT_RIGHT | own
    assert unknown_codes(FORM, answers) == ["aa", "zz"]
    assert unknown_codes(FORM, {"opinion": ""}) == []
