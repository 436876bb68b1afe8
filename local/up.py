"""Brings the embedded cloud up and takes it down: emulator, deployment, telephone network.

Tests and the demo use `ensure_up`.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anbu.settings import Settings
from infra.settings import DEPLOYMENTS, read
from local import clock
from local.cloud import FILE, Cloud
from local.embedded import cdk, emulator, telephone
from local.embedded.deployed import address_book, client
from local.embedded.home import DEPLOYMENT, Home, Running, default_home, forget, recall, remember, require_free
from local.embedded.processes import alive, end
from local.embedded.warm import warm
from local.telephone.settings import Faults, Residents


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one run may have otherwise than `local.toml`: tests and demo differ in values only."""

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Tables of the settings → values that replace those of the file (e.g. `{"clock": {"rate": 600}}`)."""
    residents: Residents = field(default_factory=Residents)
    faults: Faults = field(default_factory=Faults)


def settings_with(wishes: Wishes, home: Home) -> Settings:
    """The local deployment's settings with the wishes, and with this cloud's addresses."""
    told = read(DEPLOYMENTS / f"{DEPLOYMENT}.toml").model_dump(mode="json")
    for table, values in {"texts": {"base_url": home.telephone}, **wishes.changes}.items():
        told[table] = {**told[table], **values}
    return Settings.model_validate(told)


def up(home: Home, wishes: Wishes = Wishes(), say: Callable[[str], None] = print) -> Cloud:
    """Starts everything, deploys, and leaves word in the home's folder.

    Raises:
        PortTaken: a port is in use; the sentence says what to do.
        NotReady, DeployFailed: a part did not come up; everything that was started is ended again.
    """
    require_free(home.port, "ANBU_PORT")
    require_free(home.telephone_port, "ANBU_TELEPHONE_PORT")
    home.folder.mkdir(parents=True, exist_ok=True)
    settings = settings_with(wishes, home)
    home.settings_file.write_text(settings.as_json(), encoding="utf-8")
    rate = _set_clock(home, settings)
    began, started = time.monotonic(), list[int]()
    try:
        synthesis = cdk.synth(home)
        server = emulator.run(home, _functions_environment(home))
        started.append(server.pid)
        remember(home, Running(server.pid, None, home.port, home.telephone_port, {}))
        say(f"에뮬레이터가 떴습니다 ({home.endpoint})")
        preparation = cdk.bootstrap(home)
        cdk.finish(home, "synth", synthesis)
        cdk.finish(home, "bootstrap", preparation)
        cloud = _deploy(home, settings)
        say(f"배포했습니다: 함수 {len(cloud.functions or {})}개 ({time.monotonic() - began:.0f}초)")
        with ThreadPoolExecutor(1) as beside:
            workers = beside.submit(warm, cloud)
            phone_pid = _connect_telephone(home, settings, wishes, cloud)
            started += [phone_pid] if phone_pid else []
            remember(home, Running(server.pid, phone_pid, home.port, home.telephone_port, {}, deployed=True))
            workers.result()
        clock.set_rate(home.clock_file, rate)
        say(f"전화망이 떴습니다 ({home.telephone}/phone)" if phone_pid else "전화망 없이 떴습니다")
    except BaseException:
        for pid in reversed(started):
            end(pid)
        shutil.rmtree(home.folder / "tmp", ignore_errors=True)
        forget(home)
        raise
    return cloud


def deploy_again(home: Home) -> Cloud:
    """Deploys what has changed since onto the cloud that runs."""
    settings = settings_with(Wishes(), home)
    cdk.finish(home, "synth", cdk.synth(home))
    return _deploy(home, settings)


def down(home: Home) -> bool:
    """Ends what runs. Returns whether anything did."""
    known = recall(home)
    if known is None:
        return False
    for pid in (known.telephone_pid, known.emulator_pid):
        if pid is not None and alive(pid):
            end(pid)
    home.clear_scratch()  # each worker's unpacked layers: gigabytes after a round
    forget(home)
    if home.folder == FILE.parent.resolve():
        FILE.unlink(missing_ok=True)
    return True


def is_up(home: Home) -> bool:
    """Whether it runs whole: deployed, and both processes there."""
    known = recall(home)
    if known is None or not known.deployed:
        return False
    return all(alive(pid) for pid in (known.emulator_pid, known.telephone_pid) if pid is not None)


@contextmanager
def ensure_up(
    home: Home | None = None, wishes: Wishes = Wishes(), say: Callable[[str], None] = print
) -> Iterator[Cloud]:
    """A running cloud for as long as the block lasts. What was running before is used and left running."""
    where = home or default_home()
    if is_up(where):
        yield address_book(where, settings_with(wishes, where))
        return
    down(where)
    try:
        yield up(where, wishes, say)
    finally:
        down(where)


def _functions_environment(home: Home) -> dict[str, str]:
    return {
        "ANBU_CLOCK_FILE": str(home.clock_file),
        "ANBU_SETTINGS_FILE": str(home.settings_file),
        "AWS_ENDPOINT_URL_CONNECT": home.telephone,
        "AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2": home.telephone,
    }


def _set_clock(home: Home, settings: Settings) -> float:
    """The clock at its start, as slow as any other until everything is up; returns how fast it goes from then on.

    What is written while workers start (lines, the pace of calls) must not lie hours ahead of what comes next.
    """
    if settings.clock is None:
        raise ValueError("the embedded deployment has no clock in its settings")
    home.clock_file.unlink(missing_ok=True)
    clock.set_clock(home.clock_file, datetime.fromisoformat(settings.clock.start), rate=1)
    return settings.clock.rate


def _deploy(home: Home, settings: Settings) -> Cloud:
    cdk.finish(home, "deploy", cdk.deploy(home))
    if settings.texts.secret:
        _put_secret(
            home, settings.texts.secret, {"key": "embedded", "secret": "embedded", "webhook_secret": telephone.WORD}
        )
    cloud = address_book(home, settings)
    if home == default_home():
        cloud.save()
    return cloud


def _put_secret(home: Home, name: str, values: dict[str, str]) -> None:
    """What an operator does once in AWS (docs/deploying.md). The network takes any key."""
    secrets = client(home, "secretsmanager")
    text = json.dumps(values)
    try:
        secrets.create_secret(Name=name, SecretString=text)
    except secrets.exceptions.ResourceExistsException:
        secrets.put_secret_value(SecretId=name, SecretString=text)


def _connect_telephone(home: Home, settings: Settings, wishes: Wishes, cloud: Cloud) -> int | None:
    flows = telephone.read_flows(home, settings)
    if flows is None:
        return None
    telephone.write_ids(home, settings, flows)
    webhook = f"{cloud.public_api}/v1/text-receipts" if cloud.public_api else ""
    return telephone.run(home, settings, flows, wishes.residents, wishes.faults, webhook).pid
