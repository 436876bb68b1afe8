"""The composition root: reads the environment once and wires ports to adapters. Nothing else reads the environment."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from pydantic import BaseModel, ConfigDict

from anbu.adapters.area_tables import area_tree
from anbu.adapters.clock import FileClock, SystemClock
from anbu.adapters.connect import ONE_TRY, ConnectNetwork
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.adapters.queues import SqsOutbox
from anbu.adapters.transcript_store import S3Transcripts
from anbu.domain.cases.case import Priority
from anbu.domain.outreach.pace import StartRate
from anbu.ports import Clock, Outbox
from anbu.settings import Settings, read_settings
from anbu.usecases.worlds import Campaigning, Dialling, Telephone, Work

LEAN = Config(parameter_validation=False, user_agent=f"Boto3/{boto3.__version__} anbu")
"""For clients whose requests our own codec makes: boto3 need not look at each a second time, nor put together its name
for itself anew (a quarter of the CPU of a turn)."""


class Environment(BaseModel):
    """What a function is told by its environment: each gets only what it needs (`infra/functions.py`)."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    deployment: str
    table: str = ""
    lists_bucket: str = ""
    transcripts_bucket: str = ""
    audit_bucket: str = ""
    intake_queue: str = ""
    chunks_queue: str = ""
    notices_queue: str = ""
    calls_queue: str = ""
    wake_queue: str = ""
    events_queue: str = ""
    summaries_queue: str = ""
    bus: str = ""
    telephony_path: str = ""
    hash_key_secret: str = ""
    origin_secret: str = ""
    settings_file: Path = Path("/opt/anbu-settings/settings.json")
    clock_file: Path | None = None


@cache
def environment() -> Environment:
    """The environment of this process (`ANBU_*`)."""
    given = {
        name.removeprefix("ANBU_").lower(): value for name, value in os.environ.items() if name.startswith("ANBU_")
    }
    return Environment.model_validate(given)


@cache
def settings() -> Settings:
    """This deployment's settings, from the settings layer."""
    return read_settings(environment().settings_file)


@cache
def clock() -> Clock:
    """The system's clock; the fast one only where the settings say `embedded`."""
    file = environment().clock_file
    return FileClock(file) if file is not None and settings().embedded else SystemClock()


@cache
def ledger() -> DynamoLedger:
    """The ledger of this deployment."""
    return DynamoLedger(boto3.client("dynamodb", config=LEAN), environment().table)


@cache
def transcripts() -> S3Transcripts:
    """Where frozen transcripts lie."""
    return S3Transcripts(boto3.client("s3"), environment().transcripts_bucket)


@cache
def outbox(url: str) -> Outbox:
    """The sending end of a queue; a function that was not told its address cannot send there."""
    return SqsOutbox(boto3.client("sqs", config=LEAN), url)


@cache
def hash_key() -> bytes:
    """The deployment's key for hashes of people and numbers: without it a hash cannot be guessed back."""
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=environment().hash_key_secret)
    return str(secret["SecretString"]).encode()


@cache
def work() -> Work:
    """What every step on the way of a case needs."""
    from anbu.bootstrap_calls import freeze, judge  # noqa: PLC0415  they need this module

    env, told = environment(), settings()
    calendar = korean_calendar(told.holidays)
    phone = told.telephony
    return Work(
        ledger=ledger(),
        clock=clock(),
        ladder=ladders(calendar, told.ladder),
        telephone=Telephone(phone.lines, StartRate(phone.starts_per_second, phone.burst)),
        judge=judge,
        freeze=freeze,
        notices=outbox(env.notices_queue),
        calls=outbox(env.calls_queue),
        events=outbox(env.events_queue),
        summaries=outbox(env.summaries_queue),
        weights={Priority(name): weight for name, weight in told.priority_weights.items()},
        shards=told.shards,
        texts_a_minute=told.texts.a_minute,
    )


@cache
def campaigning() -> Campaigning:
    """What campaigns need."""
    return Campaigning(work(), area_tree())


@cache
def telephony() -> dict[str, str]:
    """What the Telephony stack (or `anbu up`) wrote about the instance: ids of instance, flows and the like."""
    path = environment().telephony_path
    pages = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=path)
    return {found["Name"].rsplit("/", 1)[1]: found["Value"] for page in pages for found in page["Parameters"]}


@cache
def dialling() -> Dialling:
    """What placing and looking up calls needs."""
    told = telephony()
    network = ConnectNetwork(
        boto3.client("connect", config=ONE_TRY),
        told["instance-id"],
        told["outbound-flow-id"],
        settings().telephony.caller_number,
    )
    return Dialling(work(), network)


def secret_key(name: str) -> str:
    """A secret that is one key, as it is or as `{"key": …}`."""
    text = boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"].strip()
    return str(json.loads(text)["key"]) if text.startswith("{") else text


def secret_json(name: str) -> dict[str, Any]:
    """A secret that holds several values (a provider's key and secret), kept for five minutes: receipts come often."""
    from aws_lambda_powertools.utilities.parameters import get_secret  # noqa: PLC0415  two functions need it

    found: dict[str, Any] = get_secret(name, transform="json", max_age=300)
    return found
