"""읍면동 초기상담지: a template as data, filled from what is known, and the official's own words over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anbu.domain.cases.case import Case, Person
from anbu.domain.casework.work_done import FormFilled, RecordEdit
from anbu.domain.counselling.record import CounsellingRecord, Topic
from anbu.domain.phones import domestic

_STATES = {"problem": "어려움 있음", "ok": "어려움 없음", "unknown": "확인하지 못함"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a template. `fill` says where its first value comes from."""

    code: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a template."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A form as a local government uses it."""

    version: str
    title: str
    sections: tuple[Section, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all fields."""
        return frozenset(field.code for section in self.sections for field in section.fields)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a field, and whose word it is: `person` (the list), `record` (the machine), `official`."""

    text: str = ""
    source: str = ""


def filled(
    template: Template,
    case: Case,
    person: Person | None,
    record: CounsellingRecord | None,
    edit: RecordEdit | None,
    saved: FormFilled | None,
    words: Mapping[str, str],
) -> dict[str, Value]:
    """Field code → value. What an official put right stands over the record, and what one saved here over both."""
    values = {
        field.code: _put_right(field.fill, edit) or _value(field.fill, case, person, record, words)
        for section in template.sections
        for field in section.fields
    }
    if saved is not None:
        values |= {code: Value(text, "official") for code, text in saved.answers.items() if code in values}
    return values


def unknown_codes(template: Template, answers: Mapping[str, str]) -> Sequence[str]:
    """Codes that the template does not have."""
    return sorted(set(answers) - template.codes)


def _put_right(fill: str, edit: RecordEdit | None) -> Value | None:
    where, _, what = fill.partition(".")
    if edit is None or where != "record":
        return None
    if what == "summary":
        return Value(edit.summary, "official") if edit.summary else None
    return Value(_STATES[edit.topics[what]], "official") if what in edit.topics else None


def _value(
    fill: str, case: Case, person: Person | None, record: CounsellingRecord | None, words: Mapping[str, str]
) -> Value:
    where, _, what = fill.partition(".")
    if where == "case":
        return Value(", ".join(words.get(code, code) for code in case.indicators), "person")
    if where == "person" and person is not None:
        return Value(_of_person(person, what), "person")
    if where == "record" and record is not None:
        return Value(_of_record(record, what), "record")
    return Value()


def _of_person(person: Person, what: str) -> str:
    if what == "phones":
        return ", ".join(domestic(phone.number) for phone in person.phones)
    value = getattr(person, what)
    return "" if value is None else str(value)


def _of_record(record: CounsellingRecord, what: str) -> str:
    if what == "summary":
        return record.summary
    if what == "requests":
        return ", ".join(request.text for request in record.requests)
    found = record.topics.get(Topic(what))
    if found is None:
        return ""
    said = "; ".join(finding.text for finding in found.findings)
    return _STATES[found.state] + (f" ({said})" if said else "")
