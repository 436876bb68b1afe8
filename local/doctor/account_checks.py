"""Questions to the AWS account: only asked with `--account`, and only reading."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from anbu.settings import Settings
from local.doctor.finding import Finding, error, warning

_CALLS_QUOTA = "Concurrent active calls per instance"
_BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"


def check(settings: Settings) -> list[Finding]:
    """What the account says. A question that cannot be asked is itself a finding: it is not taken for a yes."""
    found: list[Finding] = []
    for ask in (_who, _bootstrapped, _secrets, _instance, _calls_quota):
        try:
            found += ask(settings)
        except (BotoCoreError, ClientError) as refused:
            found.append(
                error(
                    "aws",
                    "not_asked",
                    f"계정에 물어보지 못했습니다 ({ask.__name__.strip('_')}): {type(refused).__name__}",
                )
            )
    return found


def _client(settings: Settings, service: str, region: str | None = None) -> Any:
    return boto3.client(service, region_name=region or settings.aws.region)  # type: ignore[call-overload]


def _who(settings: Settings) -> Iterator[Finding]:
    account = _client(settings, "sts").get_caller_identity()["Account"]
    if account != settings.aws.account:
        yield error(
            "aws", "other_account", f"지금 자격 증명은 {account} 계정의 것입니다. 설정은 {settings.aws.account}입니다."
        )


def _bootstrapped(settings: Settings) -> Iterator[Finding]:
    regions = {settings.aws.region, "us-east-1"} if settings.edge.enabled else {settings.aws.region}
    for region in sorted(regions):
        ssm = _client(settings, "ssm", region)
        if not _exists(partial(ssm.get_parameter, Name=_BOOTSTRAP), "ParameterNotFound"):
            yield error(
                "aws",
                "not_bootstrapped",
                f"{region}: `npx cdk bootstrap aws://{settings.aws.account}/{region}` 을(를) 먼저 실행해 주세요.",
            )


def _secrets(settings: Settings) -> Iterator[Finding]:
    manager = _client(settings, "secretsmanager")
    for about, name in (("texts", settings.texts.secret), ("model", settings.model.secret)):
        if name and not _exists(partial(manager.describe_secret, SecretId=name), "ResourceNotFoundException"):
            yield error(about, "secret_missing", f"Secrets Manager에 {name}이(가) 없습니다.")


def _instance(settings: Settings) -> Iterator[Finding]:
    told = settings.telephony
    if not told.instance_arn:
        yield warning(
            "telephony", "new_instance", "Connect 인스턴스를 새로 만듭니다. 국내 번호 개통에는 서류 심사가 필요합니다."
        )
        return
    connect = _client(settings, "connect")
    if not _exists(partial(connect.describe_instance, InstanceId=told.instance_arn), "ResourceNotFoundException"):
        yield error("telephony", "no_instance", "설정한 Connect 인스턴스가 없습니다.")
        return
    numbers = connect.get_paginator("list_phone_numbers_v2").paginate(TargetArn=told.instance_arn)
    if told.caller_number not in {
        number["PhoneNumber"] for page in numbers for number in page["ListPhoneNumbersSummaryList"]
    }:
        yield error(
            "telephony", "number_not_claimed", f"{told.caller_number}은(는) 이 인스턴스에 등록된 번호가 아닙니다."
        )


def _calls_quota(settings: Settings) -> Iterator[Finding]:
    pages = _client(settings, "service-quotas").get_paginator("list_service_quotas").paginate(ServiceCode="connect")
    for quota in (quota for page in pages for quota in page["Quotas"] if quota["QuotaName"] == _CALLS_QUOTA):
        if quota["Value"] < settings.telephony.concurrent_calls:
            yield error(
                "telephony",
                "quota_too_small",
                f"동시 통화 한도는 {quota['Value']:.0f}인데 설정은 {settings.telephony.concurrent_calls}입니다. "
                "한도 상향을 신청해 주세요.",
            )


def _exists(ask: Callable[[], Any], absent: str) -> bool:
    try:
        ask()
    except ClientError as refused:
        if refused.response["Error"]["Code"] == absent:
            return False
        raise
    return True
