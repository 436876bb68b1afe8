"""Wiring of intake: the bucket of lists, the rules, the queues."""

from functools import cache

import boto3

from anbu import bootstrap
from anbu.adapters.area_tables import area_tree
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.adapters.list_files.workbook import write_workbook
from anbu.adapters.list_store import S3Lists
from anbu.domain.ids import AreaCode
from anbu.domain.lists.keyed import Keyed
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.upload import ListColumns
from anbu.usecases.intaking import Intaking


def rules_of(area: AreaCode) -> ListRules:
    """The rules for the lists of an area, as of today, with the columns that it has saved."""
    own = bootstrap.ledger().get(ListColumns, area)
    home = area_tree().by_code(area)
    return list_rules(bootstrap.clock().now().date(), home, own.meanings if own else None)


@cache
def intaking() -> Intaking:
    """What intake needs."""
    env, told = bootstrap.environment(), bootstrap.settings()
    return Intaking(
        ledger=bootstrap.ledger(),
        clock=bootstrap.clock(),
        store=S3Lists(boto3.client("s3"), env.lists_bucket),
        rules=rules_of,
        tables=lambda path, rules: read_tables(path, rules.names),
        write_workbook=write_workbook,
        keyed=Keyed(bootstrap.hash_key()),
        ladder=ladders(korean_calendar(told.holidays), told.ladder),
        shards=told.shards,
        chunks=bootstrap.outbox(env.chunks_queue),
        wake=bootstrap.outbox(env.wake_queue),
    )
