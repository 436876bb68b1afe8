"""A wrong request is told what to do, in Korean, field by field, and nothing of what was sent."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from anbu import data
from anbu.domain.casework.roles import Role
from functions.casework_api.openapi import document, public_document
from tests.unit.casework.world import GOKSEONG, TOWN, World

CASE = "c" + "a" * 20
KEY = {"Idempotency-Key": "one-and-only"}
READ = KEY | {"If-Match": '"0"'}
ENGLISH = re.compile(r"\b(should|input|valid|string|field|required|must)\b", re.IGNORECASE)


def sent_names() -> Iterator[str]:
    """Every parameter, and every field of a body, of both documents."""
    for made in (document(), public_document()):
        described = json.loads(made)
        for path in described["paths"].values():
            for route in path.values():
                yield from (one["name"] for one in route.get("parameters", []))
        for name, schema in described["components"]["schemas"].items():
            taken = name.endswith(("Asked", "Answered", "Batch")) or name == "PostalFile"
            yield from schema.get("properties", {}) if taken else ()


@pytest.mark.parametrize("name", sorted(set(sent_names())))
def test_whatever_is_sent_has_a_korean_name(name: str) -> None:
    assert name in data.load("request_words")["fields"]


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN), (Role.MANAGER, GOKSEONG))


def wrong(world: World, who: str, method: str, path: str, body: Any, headers: dict[str, str], **query: str) -> Any:
    answer = world.call(who, method, path, body, headers=headers, query=query)
    assert answer.status == 422, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    for one in answer.body["errors"]:
        assert re.fullmatch(r"‘[^’]*[가-힣][^’]*’: .*[가-힣]\.?.*", one["sentence"]), one
        assert not ENGLISH.search(one["sentence"]), one
    return answer.body


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("POST", f"/v1/cases/{CASE}/decisions", {}, "‘종류’: 빠져 있습니다. 적어서 다시 보내 주세요."),
        (
            "POST",
            f"/v1/cases/{CASE}/decisions",
            {"kind": "지켜보기"},
            "‘종류’: 다음 가운데 하나로 적어 주세요: "
            "in_depth(심층상담), visit(방문), public_benefit(공적급여 연계), private_resource(민간자원 연계), "
            "case_management(통합사례관리), monitoring(계속 살핌), close(종결)",
        ),
        (
            "POST",
            f"/v1/cases/{CASE}/decisions",
            {"kind": "visit", "due": "내일 두 시"},
            "‘다음 기한’: 2026-11-25처럼 날짜로, 시각까지 정하면 2026-11-25T14:00:00+09:00처럼 적어 주세요.",
        ),
        ("POST", f"/v1/cases/{CASE}/notes", {"text": ""}, "‘내용’: 빠져 있습니다. 적어서 다시 보내 주세요."),
        (
            "POST",
            f"/v1/cases/{CASE}/notes",
            {"text": "가" * 2001},
            "‘내용’: 2000자까지 적을 수 있습니다. 줄여서 다시 보내 주세요.",
        ),
        ("POST", f"/v1/cases/{CASE}/notes", [], "‘보낸 내용’: { }로 묶은 이름과 값으로 적어 주세요."),
        (
            "POST",
            "/v1/cases",
            {"area": "곡성", "name": "가", "why": "나"},
            "‘지역 코드’: 행정표준코드 숫자 10자리로 적어 주세요.",
        ),
        (
            "POST",
            "/v1/cases",
            {"area": TOWN, "name": "가", "why": "나", "phones": ["010-0000-1234"]},
            "‘전화번호’: 하이픈 없이 숫자만 적어 주세요. 예: 01000001234",
        ),
        (
            "PUT",
            f"/v1/areas/{GOKSEONG}/rota",
            {"officers": []},
            "‘당직 담당자 목록’: 빠져 있습니다. 적어서 다시 보내 주세요.",
        ),
        (
            "PUT",
            f"/v1/areas/{GOKSEONG}/rota",
            {"officers": ["a"], "minutes": 1},
            "‘응답할 시간(분)’: 3 이상으로 적어 주세요.",
        ),
        (
            "PUT",
            f"/v1/areas/{GOKSEONG}/rounds/2026-6",
            {"decide_by": "12월 말"},
            "‘처리 기한’: 2026-11-25처럼 연-월-일로 적어 주세요.",
        ),
    ],
)
def test_each_field_says_what_to_do(world: World, worker: str, method: str, path: str, body: Any, said: str) -> None:
    told = wrong(world, worker, method, path, body, READ)
    assert told["detail"] == said


def test_a_write_that_rests_on_nothing_read_says_to_open_it_first(world: World, worker: str) -> None:
    told = wrong(world, worker, "POST", f"/v1/cases/{CASE}/decisions", {"kind": "visit"}, KEY)
    assert "먼저 내용을 열어(GET) 확인한 뒤" in told["detail"]
    assert "If-Match" in told["detail"]


@pytest.mark.parametrize("version", ["3", "*", 'W/"3"', '"x"'])
def test_a_version_that_is_none_says_how_it_is_written(world: World, worker: str, version: str) -> None:
    headers = KEY | {"If-Match": version}
    told = wrong(world, worker, "POST", f"/v1/cases/{CASE}/decisions", {"kind": "visit"}, headers)
    assert 'ETag 값을 "3"처럼 따옴표까지' in told["detail"]


def test_several_wrong_fields_are_counted_and_all_told(world: World, worker: str) -> None:
    told = wrong(world, worker, "POST", "/v1/cases", {"area": "곡성", "extra": 1}, {})
    assert told["detail"].endswith(f"고칠 곳이 {len(told['errors'])}곳입니다. errors에 모두 적혀 있습니다.")
    wheres = {one["where"] for one in told["errors"]}
    assert wheres >= {"body.area", "body.name", "body.why", "body.extra", "header.idempotency-key"}


def test_nothing_that_was_sent_comes_back(world: World, worker: str) -> None:
    secret = "홍길동-790101"
    body = {"area": secret, "name": secret * 9, "why": "", "birth_date": secret, "phones": [secret], secret: secret}
    answer = world.call(worker, "POST", "/v1/cases", body, headers={"Idempotency-Key": secret})
    assert answer.status == 422
    assert secret not in json.dumps([one["sentence"] for one in answer.body["errors"]], ensure_ascii=False)


@pytest.mark.parametrize("cursor", ["2", "x" * 23, "한글" * 20, "a b", "AAAA" * 600])
def test_what_is_no_cursor_is_a_wrong_request(world: World, worker: str, cursor: str) -> None:
    told = wrong(world, worker, "GET", "/v1/work", None, {}, next=cursor)
    assert told["detail"].startswith("‘다음 쪽 표시(next)’:")


def test_a_cursor_of_something_else_says_to_begin_anew(world: World, worker: str) -> None:
    answer = world.call(worker, "GET", "/v1/work", query={"next": "A" * 60})
    assert (answer.status, answer.body["code"]) == (409, "bad_cursor")
    assert "첫 쪽부터" in answer.body["detail"]


def test_a_body_that_is_no_json_says_so(world: World, worker: str) -> None:
    answer = world.call(worker, "POST", "/v1/search", raw='{"area": ', headers=READ)
    assert answer.status == 422
    assert "JSON으로 읽을 수 없습니다" in answer.body["detail"]


def chosen_words() -> Iterator[str]:
    """Every word that a request can choose from."""
    for made in (document(), public_document()):
        described = json.loads(made)
        schemas = described["components"]["schemas"]
        routes = (route for path in described["paths"].values() for route in path.values())
        yield from _words_in([route.get("parameters", []) for route in routes], schemas)
        yield from _words_in([schema for name, schema in schemas.items() if name.endswith("Asked")], schemas)


def _words_in(part: Any, schemas: dict[str, Any]) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("enum", ())
        yield from _words_in(schemas.get(str(part.get("$ref")).rsplit("/", 1)[-1]), schemas)
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _words_in(one, schemas)


@pytest.mark.parametrize("word", sorted({word for word in chosen_words() if "/" not in word}))
def test_whatever_is_chosen_from_is_told_in_korean(word: str) -> None:
    files = {"xlsx", "xls", "ods", "csv", "tsv"}
    assert word in data.load("request_words")["values"] or word in files


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "visit", "extra": 1}, "unknown"),
        ({}, "missing"),
        ({"kind": "지켜보기"}, "not_a_choice"),
        ({"kind": "visit", "note": "가" * 2001}, "too_long"),
        ({"kind": "visit", "note": 3}, "form"),
        ({"kind": "visit", "due": "내일"}, "form"),
    ],
)
def test_each_wrong_field_has_a_code_of_our_own(world: World, worker: str, body: Any, code: str) -> None:
    told = wrong(world, worker, "POST", f"/v1/cases/{CASE}/decisions", body, READ)
    assert [one["code"] for one in told["errors"]] == [code]
    assert told["code"] == "invalid"


def test_a_write_without_what_it_rests_on_has_a_code_of_its_own(world: World, worker: str) -> None:
    told = wrong(world, worker, "POST", f"/v1/cases/{CASE}/decisions", {"kind": "visit"}, KEY)
    assert told["code"] == "read_first"
