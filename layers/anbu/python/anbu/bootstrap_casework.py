"""Wires what people work with: the desk, the cursors of lists."""

from functools import cache

import boto3

from anbu import bootstrap
from anbu.adapters.api.cursors import Cursors
from anbu.adapters.api.front_door import FrontDoor
from anbu.adapters.area_tables import area_tree
from anbu.adapters.audit_copy import AuditCopy
from anbu.adapters.bus import EventBus
from anbu.adapters.casework_data import check_policy, closing_reasons, korean_words
from anbu.adapters.connect import ONE_TRY, ConnectNetwork
from anbu.adapters.eraser import S3Eraser
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.adapters.list_shelf import ListShelf
from anbu.domain.lists.keyed import Keyed
from anbu.ports import Shelf
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.ring_officer import Ringing
from anbu.usecases.casework.take_report import Porter


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
        keyed=keyed(),
        words=korean_words(),
        eraser=eraser(),
    )


@cache
def eraser() -> S3Eraser:
    """What erases files of people whose time is over."""
    env = bootstrap.environment()
    buckets = {Shelf.LISTS: env.lists_bucket, Shelf.TRANSCRIPTS: env.transcripts_bucket}
    return S3Eraser(boto3.client("s3"), buckets)


@cache
def cursors() -> Cursors:
    """Cursors sealed with the deployment's key."""
    return Cursors(bootstrap.hash_key())


@cache
def audit_copy() -> AuditCopy:
    """Where the audit chain is kept a second time."""
    return AuditCopy(boto3.client("s3"), bootstrap.environment().audit_bucket)


@cache
def bus() -> EventBus:
    """The bus for other systems."""
    return EventBus(boto3.client("events"), bootstrap.environment().bus)


@cache
def shelf() -> ListShelf:
    """Where lists are uploaded to, and their receipts lie."""
    return ListShelf(boto3.client("s3"), bootstrap.environment().lists_bucket)


@cache
def keyed() -> Keyed:
    """Hashes of people, numbers and addresses, as intake makes them."""
    return Keyed(bootstrap.hash_key())


@cache
def porter() -> Porter:
    """Who stands at the public door."""
    return Porter(desk(), bootstrap.hash_key())


@cache
def ringing() -> Ringing:
    """What ringing an officer needs; without a duty flow nobody can be rung, and the texts climb on."""
    told, phone = bootstrap.telephony(), None
    if "duty-flow-id" in told:
        client, caller = boto3.client("connect", config=ONE_TRY), bootstrap.settings().telephony.caller_number
        phone = ConnectNetwork(client, told["instance-id"], told["duty-flow-id"], caller)
    return Ringing(bootstrap.ledger(), bootstrap.clock(), area_tree().parent, phone)


@cache
def front_door() -> FrontDoor:
    """The word that CloudFront says; none where there is no front door."""
    name = bootstrap.environment().origin_secret
    if not name:
        return FrontDoor()
    return FrontDoor(boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])
