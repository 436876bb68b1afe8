"""An HTTP API before one function: its stage is throttled, and writes access logs that name no person."""

import json
from typing import cast

from aws_cdk import Aws, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from anbu.settings import Settings

_LOGGED = {
    name: f"$context.{name}"
    for name in (
        "requestId",
        "requestTimeEpoch",
        "httpMethod",
        "routeKey",
        "status",
        "responseLatency",
        "integrationErrorMessage",
    )
}
"""The route, never the path: a path holds ids. No address either."""


def http_api(
    scope: Construct,
    name: str,
    function: lambda_.Function,
    settings: Settings,
    *,
    authorizer: gateway.IHttpRouteAuthorizer | None,
    steady: int,
    burst: int,
) -> gateway.HttpApi:
    """Every path under `/v1` goes to the function. `steady` and `burst`: requests a second before 429."""
    api = gateway.HttpApi(
        scope,
        f"{name}Gateway",
        api_name=f"anbu-{settings.name}-{name.lower()}",
        create_default_stage=False,
        description=f"anbu {name.lower()}",
    )
    log = logs.LogGroup(
        scope,
        f"{name}GatewayLog",
        log_group_name=f"/anbu/{settings.name}/api-{name.lower()}",
        retention=logs.RetentionDays.SIX_MONTHS,
        removal_policy=RemovalPolicy.DESTROY,
    )
    stage = api.add_stage(
        "Live",
        stage_name="$default",
        auto_deploy=True,
        throttle=gateway.ThrottleSettings(rate_limit=steady, burst_limit=burst),
    )
    raw = cast(gateway.CfnStage, stage.node.default_child)
    raw.access_log_settings = gateway.CfnStage.AccessLogSettingsProperty(
        destination_arn=log.log_group_arn, format=json.dumps(_LOGGED)
    )
    api.add_routes(
        path="/v1/{proxy+}",
        methods=[gateway.HttpMethod.ANY],
        authorizer=authorizer,
        integration=integrations.HttpLambdaIntegration(f"{name}Function", function),
    )
    return api


def add_webhook(api: gateway.HttpApi, path: str, function: lambda_.Function) -> None:
    """Lets a provider report to one path; the function checks the word that proves it."""
    api.add_routes(
        path=path,
        methods=[gateway.HttpMethod.POST],
        integration=integrations.HttpLambdaIntegration(path.rsplit("/", 1)[-1], function),
    )


def endpoint(api: gateway.HttpApi) -> str:
    """The host under which the API answers, without scheme."""
    return f"{api.api_id}.execute-api.{Stack.of(api).region}.{Aws.URL_SUFFIX}"
