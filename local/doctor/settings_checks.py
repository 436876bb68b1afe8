"""Checks that need nothing but the settings files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from anbu.adapters.area_tables import area_tree
from anbu.adapters.holidays import days_of_knowledge, korean_calendar
from anbu.adapters.ladders import ladders
from anbu.domain.outreach.ladders import LadderInvalid
from anbu.settings import Settings
from local.doctor import outreach_checks
from local.doctor.finding import Finding, error, warning

_EXAMPLE_ACCOUNTS = {"111122223333", "123456789012", "000000000000"}
_DEFAULT_STARTS = 2.0
"""Call starts a second that Connect grants an account and Region until it is asked for more."""
_DEFAULT_CALLS = 10
_LEX_CONVERSATIONS = 400
_KNOWN_DAYS = 90


def check(settings: Settings, all_deployments: Mapping[str, Settings], today: date) -> list[Finding]:
    """Everything that the files themselves tell."""
    return [
        *_place(settings),
        *_shares(settings, all_deployments.values()),
        *_numbers(settings),
        *_holidays(settings, today),
        *_offices(settings),
        *_ladders(settings),
        *_providers(settings),
        *outreach_checks.texts(settings),
        *outreach_checks.campaigns(settings),
        *_operations(settings),
    ]


def _place(settings: Settings) -> Iterator[Finding]:
    if settings.aws.account in _EXAMPLE_ACCOUNTS and not settings.embedded:
        yield error(
            "aws", "example_account", f"{settings.aws.account}은(는) 예시 계정입니다. 실제 AWS 계정 번호로 바꿔 주세요."
        )
    if settings.aws.region != "ap-northeast-2":
        yield warning("aws", "not_seoul", f"{settings.aws.region}: 주민의 통화 내용이 서울 리전 밖에 저장됩니다.")


def _shares(settings: Settings, everyone: Iterable[Settings]) -> Iterator[Finding]:
    """Deployments on one account and Region share its call starts; those on one instance share its lines."""
    mine = settings.telephony
    near = [other for other in everyone if other.aws == settings.aws and not other.embedded]
    starts = sum(other.telephony.starts_per_second for other in near)
    if starts > _DEFAULT_STARTS:
        yield warning(
            "telephony",
            "starts_above_default",
            f"같은 계정의 배포를 합하면 초당 {starts:g}건을 겁니다. "
            f"기본 한도는 {_DEFAULT_STARTS:g}건이므로 한도 상향이 승인되었는지 확인해 주세요.",
        )
    together = [other for other in near if mine.instance_arn and other.telephony.instance_arn == mine.instance_arn] or [
        settings
    ]
    lines = sum(other.telephony.concurrent_calls for other in together)
    if lines > _DEFAULT_CALLS and not settings.embedded:
        yield warning(
            "telephony",
            "calls_above_default",
            f"이 Connect 인스턴스에서 동시에 {lines}통화를 씁니다. "
            f"기본 한도는 {_DEFAULT_CALLS}통화이므로 한도 상향이 승인되었는지 확인해 주세요(최대 3주).",
        )
    if sum(other.telephony.lex_conversations for other in together) > _LEX_CONVERSATIONS * len(together):
        yield error(
            "telephony", "lex_above_quota", f"Lex는 별칭 하나에서 동시에 {_LEX_CONVERSATIONS}통화까지만 받습니다."
        )


def _numbers(settings: Settings) -> Iterator[Finding]:
    if settings.embedded:
        return
    if settings.telephony.caller_number.startswith("+82700000"):
        yield error("telephony", "example_number", "발신 번호가 예시 번호입니다. Connect에 등록된 번호로 바꿔 주세요.")
    if settings.texts.sender.startswith("+82611000"):
        yield error("texts", "example_sender", "문자 발신 번호가 예시 번호입니다. 사전 등록한 기관 번호로 바꿔 주세요.")
    if settings.texts.provider == "aws":
        yield warning(
            "texts", "foreign_prefix", "AWS로 보낸 문자는 [국제발신]으로 표시되어 스미싱으로 오해받기 쉽습니다."
        )


def _holidays(settings: Settings, today: date) -> Iterator[Finding]:
    left = days_of_knowledge(korean_calendar(settings.holidays), today)
    if left < _KNOWN_DAYS:
        make = error if left < 0 else warning
        yield make(
            "holidays",
            "holidays_end",
            f"공휴일을 {left}일 뒤까지만 알고 있습니다. 그 뒤로는 아무에게도 전화하지 않습니다.",
        )


def _offices(settings: Settings) -> Iterator[Finding]:
    tree = area_tree()
    for office in settings.offices:
        if tree.by_code(office.area) is None:
            yield error("offices", "unknown_area", f"{office.name}: 행정표준코드 {office.area}를 찾을 수 없습니다.")
    areas = [office.area[:5] for office in settings.offices]
    for area in sorted({area for area in areas if areas.count(area) > 1}):
        yield error("offices", "area_twice", f"시군구 {area}이(가) 두 번 적혀 있습니다.")


def _ladders(settings: Settings) -> Iterator[Finding]:
    served = {office.area[:5] for office in settings.offices}
    try:
        ladders(korean_calendar(settings.holidays), settings.ladder)
    except LadderInvalid as wrong:
        yield error("ladder", "ladder_invalid", f"연락 순서 설정이 잘못되었습니다: {wrong}")
    for area in settings.ladder:
        if area[:5] not in served:
            yield warning(
                "ladder", "ladder_of_nobody", f"{area}의 연락 순서가 있지만, 이 배포가 맡은 지자체가 아닙니다."
            )


def _providers(settings: Settings) -> Iterator[Finding]:
    if settings.texts.provider == "solapi" and not settings.texts.secret:
        yield error("texts", "no_secret", "솔라피 키를 담은 Secrets Manager 이름(texts.secret)이 없습니다.")
    if settings.model.provider in {"openai", "self_hosted"} and not settings.model.name:
        yield error("model", "no_model_name", "언어 모델의 이름(model.name)이 없습니다.")
    if settings.model.provider == "self_hosted" and not settings.model.base_url:
        yield error("model", "no_base_url", "자체 서버의 주소(model.base_url)가 없습니다.")


def _operations(settings: Settings) -> Iterator[Finding]:
    if settings.embedded:
        return
    if not settings.operations.enabled or not settings.operations.email:
        yield error("operations", "nobody_woken", "장애를 알릴 전자우편(operations.email)이 없습니다.")
    if not settings.edge.enabled:
        yield error("edge", "no_front_door", "CloudFront와 WAF 없이 API가 그대로 열립니다.")
    if settings.edge.domain and not settings.edge.certificate_arn:
        yield error("edge", "no_certificate", "도메인의 인증서(edge.certificate_arn, us-east-1)가 없습니다.")
    if settings.edge.certificate_arn and ":us-east-1:" not in settings.edge.certificate_arn:
        yield error("edge", "certificate_elsewhere", "CloudFront 인증서는 us-east-1에 있어야 합니다.")
