"""Wiring of reconcile: files against the ledger."""

from datetime import timedelta
from functools import cache

import boto3

from anbu import bootstrap
from anbu.adapters.area_tables import area_tree
from anbu.adapters.list_files.read_file import read_tables
from anbu.adapters.list_store import S3Lists
from anbu.bootstrap_casework import bus, eraser
from anbu.bootstrap_intake import intaking, rules_of
from anbu.domain.casework.events import round_sealed
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.retention import Retention, erase_what_is_over
from anbu.usecases.compare_round import Comparing, compare_round
from anbu.usecases.reconcile import Reconciling
from anbu.usecases.resume_upload import resume_all


@cache
def comparing() -> Comparing:
    """What comparing files with the ledger needs."""
    store = S3Lists(boto3.client("s3"), bootstrap.environment().lists_bucket)
    return Comparing(bootstrap.ledger(), store, rules_of, lambda path, rules: read_tables(path, rules.names))


@cache
def retention() -> Retention:
    """How long people are kept here."""
    told = bootstrap.settings()
    keep, offices = timedelta(days=told.keep_days), tuple(AreaCode(office.area) for office in told.offices)
    return Retention(bootstrap.ledger(), bootstrap.clock(), eraser(), keep, offices, area_tree())


@cache
def reconciling() -> Reconciling:
    """What reconcile needs."""
    return Reconciling(
        bootstrap.ledger(),
        bootstrap.clock(),
        compare=lambda opened: compare_round(opened, comparing()),
        resume=lambda: resume_all(intaking()),
        shards=bootstrap.settings().shards,
        erase=lambda: erase_what_is_over(retention()),
        announce=lambda sealed: bus().put(round_sealed(sealed, bootstrap.clock().now())),
    )
