"""Wires what people work with: the desk, the cursors of lists."""

from functools import cache

from anbu import bootstrap
from anbu.adapters.api.cursors import Cursors
from anbu.adapters.area_tables import area_tree
from anbu.adapters.casework_data import check_policy, closing_reasons
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.usecases.casework.desk import Desk


@cache
def desk() -> Desk:
    """The desk of this deployment."""
    told = bootstrap.settings()
    return Desk(
        ledger=bootstrap.ledger(),
        clock=bootstrap.clock(),
        areas=area_tree(),
        ladder=ladders(korean_calendar(told.holidays), told.ladder),
        transcripts=bootstrap.transcripts(),
        reasons=closing_reasons(),
        checks=check_policy(),
    )


@cache
def cursors() -> Cursors:
    """Cursors sealed with the deployment's key."""
    return Cursors(bootstrap.hash_key())
