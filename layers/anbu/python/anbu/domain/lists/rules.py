"""All that reading a list needs to know, as one value: columns, words, indicators, areas, telephone tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anbu.domain.areas import AreaTree
from anbu.domain.ids import AreaCode
from anbu.domain.lists.columns import ColumnNames
from anbu.domain.lists.footers import FooterWords
from anbu.domain.lists.indicators import IndicatorTable, MarkWords
from anbu.domain.lists.numbers import Classify, NumberWords
from anbu.domain.phones import NumberSource


@dataclass(frozen=True, slots=True)
class ListRules:
    """The rules of intake. `effects`: what a problem's code makes of its row (`data/problems.toml`)."""

    names: ColumnNames
    headings: frozenset[str]
    """Headings of the name column, as written."""
    number_words: NumberWords
    footer_words: FooterWords
    no_name: frozenset[str]
    sexes: Mapping[str, str]
    sources: Mapping[str, NumberSource]
    indicators: IndicatorTable
    mark_words: MarkWords
    areas: AreaTree
    classify: Classify
    effects: Mapping[str, str]
    sentences: Mapping[str, str]
    """Code of a problem → its Korean sentence."""
    today: date
    home: AreaCode | None = None
