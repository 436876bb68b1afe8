"""Starts the local telephone network beside the emulator, with the flow of the synthesised Telephony stack."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from anbu.settings import Settings
from infra.bundles.target import ROOT
from local.embedded.cdk import assembly
from local.embedded.deployed import client, exports
from local.embedded.home import ACCOUNT, REGION, Home
from local.embedded.processes import start, wait_until_answering
from local.telephone.resolve import LocalTelephony, local_telephony
from local.telephone.settings import Faults, NetworkSettings, Residents


def read_flows(home: Home, settings: Settings) -> LocalTelephony | None:
    """The flows with CloudFormation's tokens replaced by what was deployed; None without a Telephony stack."""
    found = sorted(assembly().glob("assembly-*/*telephony*.template.json"))
    if not found or not settings.telephony.instance_arn:
        return None
    template: dict[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))
    return local_telephony(
        template, exports(home), region=REGION, account=ACCOUNT, instance_arn=settings.telephony.instance_arn
    )


WORD = "embedded"
"""What the provider of texts and our webhook share here."""


def run(
    home: Home, settings: Settings, telephony: LocalTelephony, residents: Residents, faults: Faults, webhook: str
) -> subprocess.Popen[bytes]:
    """Starts the network and waits until it answers. `webhook`: where it tells what became of texts."""
    phone = settings.telephony
    told = NetworkSettings(
        port=home.telephone_port,
        emulator=home.endpoint,
        region=REGION,
        account=ACCOUNT,
        clock_file=home.clock_file,
        instance_id=instance_id(settings),
        caller_number=phone.caller_number,
        event_source=phone.event_source,
        flows=telephony.flows,
        outbound_flow=telephony.flow_named("outbound"),
        ring_back_flow=telephony.flow_named("ring"),
        hooks=telephony.hooks,
        concurrent_calls=phone.concurrent_calls,
        starts_per_second=phone.starts_per_second,
        burst=phone.burst,
        opens=phone.hours[0],
        closes=phone.hours[1],
        texts_sender=settings.texts.sender,
        texts_webhook=webhook or None,
        texts_webhook_word=WORD,
        residents=residents,
        faults=faults,
    )
    file = home.folder / "telephone.json"
    file.write_text(told.model_dump_json(indent=1), encoding="utf-8")
    environment = {"PATH": str(Path(sys.executable).parent), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    process = start([sys.executable, "-m", "local.telephone.network", str(file)], environment, home.log("telephone"))
    wait_until_answering(f"{home.telephone}/status", process, home.log("telephone"))
    return process


def write_ids(home: Home, settings: Settings, telephony: LocalTelephony) -> None:
    """What the Telephony stack would write in AWS, `dial` finds under the same names."""
    ids = {
        "instance-id": instance_id(settings),
        "outbound-flow-id": telephony.flow_named("outbound"),
        "ring-back-flow-id": telephony.flow_named("ring"),
        "duty-flow-id": telephony.flow_named("duty"),
        "bot-alias-arn": next(iter(telephony.hooks)),
    }
    ssm = client(home, "ssm")
    for name, value in ids.items():
        ssm.put_parameter(Name=f"/anbu/{settings.name}/telephony/{name}", Value=value, Type="String", Overwrite=True)


def instance_id(settings: Settings) -> str:
    """The last part of the instance's ARN."""
    return (settings.telephony.instance_arn or "").rsplit("/", 1)[-1]
