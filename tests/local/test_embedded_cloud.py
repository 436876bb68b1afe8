"""The embedded cloud holds what AWS would hold, and is gone when it is told to go."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from anbu.adapters.clock import FileClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.attempt import Line, Pace
from anbu.usecases.plan_calls import CALL
from infra.functions import FUNCTIONS
from infra.needs import Queue
from local.cloud import Cloud
from local.embedded import emulator
from local.embedded.home import Home, PortTaken, Running, free_port, remember
from local.embedded.processes import NotReady, alive, end, start, wait_until_answering
from local.up import down, is_up, up

pytestmark = pytest.mark.cloud


def test_every_function_of_the_table_is_deployed(cloud: Cloud) -> None:
    assert set(cloud.functions or {}) == {function.name for function in FUNCTIONS}


def test_every_function_finds_in_its_layers_all_that_it_imports(cloud: Cloud) -> None:
    """The emulator's Python holds boto3 and nothing else of ours: an import that no layer holds fails here."""
    client = cloud.client("lambda")
    for name, deployed in (cloud.functions or {}).items():
        answer = client.invoke(FunctionName=deployed, Payload=json.dumps({"Records": []}).encode())
        said = answer["Payload"].read().decode()
        assert "No module named" not in said, f"{name}: {said}"
        assert "init failed" not in said, f"{name}: {said}"


def test_the_emulators_python_holds_only_what_the_lambda_runtime_holds(cloud: Cloud) -> None:
    python = emulator.install()
    for absent in ("pydantic", "aws_lambda_powertools", "anbu", "openai", "phonenumbers"):
        found = subprocess.run([python, "-c", f"import {absent}"], capture_output=True, check=False, cwd="/")
        assert found.returncode != 0, absent
    subprocess.run([python, "-c", "import boto3"], check=True, cwd="/")


def test_every_queue_answers_under_the_name_that_functions_are_told(cloud: Cloud) -> None:
    sqs = cloud.client("sqs")
    for queue in Queue:
        attributes = sqs.get_queue_attributes(QueueUrl=cloud.queues[queue], AttributeNames=["All"])["Attributes"]
        assert json.loads(attributes["RedrivePolicy"])["deadLetterTargetArn"].endswith(f"{queue}-dead")


def test_who_has_no_token_is_turned_away(cloud: Cloud) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{cloud.api}/v1/cases", timeout=10)  # noqa: S310  our own address
    assert refused.value.code == 401
    refused.value.close()


def test_the_wake_message_that_the_scheduler_sends_runs_the_planner(cloud: Cloud) -> None:
    schedule = cloud.client("scheduler").get_schedule(Name="anbu-local-wake")
    assert schedule["Target"]["Arn"].endswith("anbu-local-wake")
    assert schedule["State"] == "ENABLED"


def test_the_cloud_listens_on_this_machine_only(cloud: Cloud, home: Home) -> None:
    others = {address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
        "127.0.0.1"
    }
    for address in others:
        if not address.startswith("127."):
            with socket.socket() as probe:
                assert probe.connect_ex((address, home.port)) != 0, address


def test_the_clock_of_the_cloud_runs_fast(cloud: Cloud) -> None:
    told = json.loads(Path(cloud.clock_file).read_text())
    assert told["rate"] > 1
    assert datetime.fromisoformat(told["shown"]).utcoffset() is not None


def test_nothing_that_was_written_while_it_started_lies_ahead_of_its_clock(cloud: Cloud) -> None:
    """Calls would wait until then: workers start for a minute, which the fast clock makes hours."""
    ledger = DynamoLedger(cloud.client("dynamodb"), cloud.table)
    line, now = ledger.get(Line, 0), FileClock(Path(cloud.clock_file)).now()
    assert line is not None
    assert line.since <= now
    pace = ledger.get(Pace, CALL)
    assert pace is None or pace.arrival <= now + timedelta(seconds=5)


def test_a_port_that_is_taken_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"{port}.*ANBU_PORT={port + 100}"):
            up(Home(tmp_path, port, free_port()))


def test_taking_it_down_ends_every_process_and_says_so_only_once(tmp_path: Path) -> None:
    home = Home(tmp_path, free_port(), free_port())
    process = start(["sleep", "60"], {"PATH": "/usr/bin:/bin"}, home.log("child"))
    remember(home, Running(process.pid, None, home.port, home.telephone_port, {}, deployed=True))
    assert is_up(home)
    assert down(home)
    assert not alive(process.pid)
    assert not is_up(home)
    assert not down(home)


def test_a_part_that_dies_at_once_is_reported_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    process = start(["sh", "-c", "echo broken >&2; exit 3"], {"PATH": "/usr/bin:/bin"}, log)
    began = time.monotonic()
    with pytest.raises(NotReady, match=r"ended with 3[\s\S]*broken"):
        wait_until_answering(f"http://127.0.0.1:{free_port()}", process, log)
    assert time.monotonic() - began < 5
    end(process.pid)
