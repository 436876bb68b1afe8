"""Whatever an entity holds comes back from DynamoDB's item as it was."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.adapters.ledger import layouts  # noqa: F401  registers the entities
from anbu.adapters.ledger.codec import ItemUnreadable, from_item, to_item
from anbu.adapters.ledger.keys import LAYOUTS
from anbu.domain.cases.attempt import Line
from tests.unit.cases.builders import MONDAY_TEN

_KEYS = {"pk", "sk", "due_pk", "due_sk", "list_pk", "list_sk", "round_pk", "round_sk", "entity"}


@pytest.mark.parametrize("kind", list(LAYOUTS), ids=lambda kind: kind.__name__)
def test_no_field_of_an_entity_has_the_name_of_a_key(kind: Any) -> None:
    assert not {field.name for field in fields(kind)} & _KEYS


def _free_form(kind: Any) -> bool:
    """Has a field of any JSON: nothing to draw it from."""
    return any("Any" in str(field.type) for field in fields(kind))


@pytest.mark.parametrize("kind", [kind for kind in LAYOUTS if not _free_form(kind)], ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_an_entity_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    entity = data.draw(st.from_type(kind))
    assert from_item(kind, to_item(entity, entity.version)) == entity


def test_what_cannot_be_read_is_named_without_its_values() -> None:
    item = to_item(Line(1, None, MONDAY_TEN), 0) | {"since": {"S": "010-0000-1234"}}
    with pytest.raises(ItemUnreadable) as raised:
        from_item(Line, item)
    assert "since" in str(raised.value)
    assert "010" not in str(raised.value)
