"""What to expect of calls (`data/forecast.toml`), as forecasts and previews take it."""

from dataclasses import fields
from functools import cache

from anbu import data
from anbu.domain.outreach.forecast import Expectation


@cache
def expectation() -> Expectation:
    """The figures of the last round, or the public ones until there is one."""
    told = data.load("forecast")
    return Expectation(**{field.name: told[field.name] for field in fields(Expectation)})
