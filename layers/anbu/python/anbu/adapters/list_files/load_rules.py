"""The rules of intake from `anbu/data/`, put together once for a run."""

from collections.abc import Mapping
from datetime import date

from anbu import data
from anbu.adapters.area_tables import area_tree
from anbu.adapters.phone_tables import classify
from anbu.domain.ids import AreaCode
from anbu.domain.lists.columns import ColumnNames, HeadingWords
from anbu.domain.lists.footers import FooterWords
from anbu.domain.lists.headings import HouseholdWords
from anbu.domain.lists.indicators import IndicatorTable, MarkWords, comparable
from anbu.domain.lists.numbers import NumberWords
from anbu.domain.lists.rules import ListRules
from anbu.domain.phones import NumberSource


def indicator_table() -> IndicatorTable:
    """Names, codes, categories and classes of 위기정보 (`data/indicators.toml`)."""
    return IndicatorTable.of(data.load("indicators")["indicator"])


def file_sentences() -> dict[str, str]:
    """Code → Korean sentence of what can be wrong with a whole file."""
    return {code: entry["message"] for code, entry in data.load("problems")["file"].items()}


def list_rules(today: date, home: AreaCode | None = None, own_columns: Mapping[str, str] | None = None) -> ListRules:
    """The rules for a list of this area. `own_columns`: the area's saved mapping of headings to meanings."""
    columns, rows = data.load("columns"), data.load("problems")["row"]
    words = columns["words"]
    indicators = indicator_table()
    return ListRules(
        names=ColumnNames.of(
            columns["columns"],
            own_columns,
            HeadingWords.of(columns),
            indicators,
            HouseholdWords.of(columns["households"]),
        ),
        headings=frozenset(columns["columns"]["name"]),
        number_words=NumberWords(
            none=frozenset(words["no_phone"]), own=frozenset(words["own_phone"]), not_whose=tuple(words["not_whose"])
        ),
        footer_words=FooterWords(
            totals=frozenset(words["footer"]),
            notes=frozenset(words["footer_note"]),
            labels=frozenset(words["footer_label"]),
        ),
        no_name=frozenset(words["no_name"]),
        sexes={written: sex for sex, names in columns["sex"].items() for written in names},
        sources={
            comparable(written): NumberSource(source)
            for source, names in columns["number_source"].items()
            for written in names
        },
        indicators=indicators,
        mark_words=MarkWords.of(words),
        areas=area_tree(),
        classify=classify,
        effects={code: entry["effect"] for code, entry in rows.items() if "effect" in entry},
        sentences={code: entry["message"] for code, entry in rows.items()},
        today=today,
        home=home,
    )
