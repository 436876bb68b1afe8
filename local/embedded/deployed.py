"""What the emulator says was deployed: names, addresses, exports."""

from typing import Any

import boto3

from anbu.settings import Settings
from infra.needs import Queue
from local.cloud import Cloud
from local.embedded.home import ACCOUNT, REGION, Home


def client(home: Home, service: str) -> Any:
    """A boto3 client of this cloud."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=home.endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106  the emulator's, not a secret
    )


def exports(home: Home) -> dict[str, str]:
    """What the deployed stacks export, by name."""
    pages = client(home, "cloudformation").get_paginator("list_exports").paginate()
    return {found["Name"]: found["Value"] for page in pages for found in page["Exports"]}


def outputs(home: Home, stack: str) -> dict[str, str]:
    """The outputs of one stack by key; empty if it is not deployed."""
    stacks = client(home, "cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return {found["OutputKey"]: found["OutputValue"] for found in stacks[0].get("Outputs", [])}


def address_book(home: Home, settings: Settings) -> Cloud:
    """Where everything is, for the other verbs."""
    name = settings.name
    casework = outputs(home, f"anbu-{name}-casework")
    listed = client(home, "lambda").get_paginator("list_functions").paginate()
    deployed = [function["FunctionName"] for page in listed for function in page["Functions"]]
    prefix = f"anbu-{name}-"
    return Cloud(
        deployment=name,
        endpoint=home.endpoint,
        telephone=home.telephone,
        region=REGION,
        table=f"anbu-{name}",
        lists_bucket=f"{prefix}lists-{ACCOUNT}",
        transcripts_bucket=f"{prefix}transcripts-{ACCOUNT}",
        queues={queue.value: f"{home.endpoint}/{ACCOUNT}/{prefix}{queue.value}" for queue in Queue},
        clock_file=str(home.clock_file),
        settings_file=str(home.settings_file),
        api=_api(home, casework.get("CaseworkApiId")),
        public_api=_api(home, casework.get("PublicApiId")),
        user_pool=casework.get("UserPoolId", ""),
        user_client=casework.get("UserPoolClientId", ""),
        functions={full.removeprefix(prefix): full for full in deployed if full.startswith(prefix)},
    )


def _api(home: Home, api_id: str | None) -> str:
    """By path: not every machine resolves `….execute-api.localhost`, the other address of the same API."""
    return f"{home.endpoint}/_aws/execute-api/{api_id}/$default" if api_id else ""
