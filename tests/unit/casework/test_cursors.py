"""Cursors: opaque, and good only for the caller, the list and the filters that they came from."""

import base64

import pytest

from anbu.adapters.api.cursors import Cursors
from anbu.adapters.api.problems import NoSuchPage
from anbu.domain.casework.roles import Role
from tests.unit.casework.world import GOKSEONG, TOWN, World

SCOPE = ("me", "work", "4672000000")


@pytest.fixture
def cursors() -> Cursors:
    return Cursors(b"k" * 32)


def test_a_position_comes_back_as_it_was(cursors: Cursors) -> None:
    assert cursors.open(SCOPE, cursors.seal(SCOPE, "2026", 3, None)) == ["2026", 3, None]


@pytest.mark.parametrize("scope", [("you", "work", "4672000000"), ("me", "cases", "4672000000"), ("me", "work")])
def test_it_is_good_for_nobody_and_nothing_else(cursors: Cursors, scope: tuple[str, ...]) -> None:
    with pytest.raises(NoSuchPage):
        cursors.open(scope, cursors.seal(SCOPE, 1))


def test_what_was_changed_or_made_up_is_refused(cursors: Cursors) -> None:
    raw = base64.urlsafe_b64decode(cursors.seal(SCOPE, "a" * 9) + "==")
    changed = base64.urlsafe_b64encode(raw[:16] + b'["bbbbbbbbb"]').decode()
    for cursor in (changed, "", "AAAA", "한글", base64.urlsafe_b64encode(b'0123456789abcdef["x"]').decode()):
        with pytest.raises(NoSuchPage):
            cursors.open(SCOPE, cursor)


def test_a_colleagues_cursor_opens_no_page(world: World) -> None:
    one = world.official("one", (Role.MANAGER, GOKSEONG))
    two = world.official("two", (Role.MANAGER, GOKSEONG))
    for number in range(4):
        world.case(f"p{number}", area=TOWN)
    after = world.call(one, "GET", "/v1/work", query={"limit": "2"}).body["next"]
    assert world.call(one, "GET", "/v1/work", query={"limit": "2", "next": after}).status == 200
    assert world.call(two, "GET", "/v1/work", query={"limit": "2", "next": after}).status == 409
    assert world.call(one, "GET", "/v1/cases", query={"limit": "2", "next": after}).status == 409


def test_it_does_not_show_where_it_points(cursors: Cursors) -> None:
    raw = base64.urlsafe_b64decode(cursors.seal(SCOPE, "CASE#cabcdefghij") + "==")
    assert b"CASE" not in raw
    assert b"cabcdefghij" not in raw
