"""What people work with: who may come in, the caseworkers' API, the public one, and alerts."""

from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secrets
from constructs import Construct

from anbu.settings import Settings
from infra.functions import Capability, of
from infra.parts.api import add_webhook, http_api
from infra.parts.functions import FunctionFactory
from infra.parts.nag import accept
from infra.parts.text_receipts import take_text_receipts
from infra.stacks.ledger import LedgerStack
from infra.when_it_runs import FromWeb


class CaseworkStack(Stack):
    """`casework` and `public` are the APIs; `origin_secret` is the word by which the front door is known."""

    def __init__(self, scope: Construct, name: str, settings: Settings, ledger: LedgerStack, **props: Any) -> None:
        super().__init__(scope, name, **props)
        self._settings = settings
        self.functions = FunctionFactory(self, settings, ledger).all_of(Capability.CASEWORK)
        if settings.texts.provider == "aws" and "receipts" in self.functions:
            take_text_receipts(self, self.functions["receipts"], ledger, settings)
        self.pool = self._pool()
        self.client = self._client()
        self.origin_secret = self._origin_secret() if settings.edge.enabled else None
        self.casework = self._casework_api(self.functions.get("casework_api"))
        self.public = self._public_api(self.functions.get("public_api"))
        CfnOutput(self, "UserPoolId", value=self.pool.user_pool_id)
        CfnOutput(self, "UserPoolClientId", value=self.client.user_pool_client_id)

    def _pool(self) -> cognito.UserPool:
        pool = cognito.UserPool(
            self,
            "Staff",
            user_pool_name=f"anbu-{self._settings.name}",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            mfa=cognito.Mfa.OPTIONAL if self._settings.embedded else cognito.Mfa.REQUIRED,
            mfa_second_factor=cognito.MfaSecondFactor(sms=False, otp=True),
            account_recovery=cognito.AccountRecovery.NONE,
            password_policy=cognito.PasswordPolicy(
                min_length=12,
                require_digits=True,
                require_lowercase=True,
                require_uppercase=True,
                require_symbols=True,
                temp_password_validity=Duration.days(3),
            ),
            removal_policy=RemovalPolicy.DESTROY if self._settings.embedded else RemovalPolicy.RETAIN,
            deletion_protection=not self._settings.embedded,
        )
        accept(
            pool,
            "AwsSolutions-COG3",
            "threat protection is a paid plan; staff come through a second factor or the government's own sign-on",
        )
        accept(pool, "AwsSolutions-COG8", "the Plus plan buys threat protection only: see COG3")
        if self._settings.embedded:
            accept(pool, "AwsSolutions-COG2", "a second factor is required everywhere but on one's own machine")
        return pool

    def _client(self) -> cognito.UserPoolClient:
        where = f"https://{self._settings.edge.domain}/" if self._settings.edge.domain else "http://localhost:5173/"
        return self.pool.add_client(
            "Portal",
            user_pool_client_name="portal",
            generate_secret=False,
            prevent_user_existence_errors=True,
            auth_flows=cognito.AuthFlow(user_srp=True, admin_user_password=self._settings.embedded),
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.OPENID],
                callback_urls=[where],
            ),
            access_token_validity=Duration.minutes(60),
            id_token_validity=Duration.minutes(60),
            refresh_token_validity=Duration.hours(12),
            enable_token_revocation=True,
        )

    def _origin_secret(self) -> secrets.Secret:
        secret = secrets.Secret(
            self,
            "OriginSecret",
            secret_name=f"anbu/{self._settings.name}/origin",
            description="CloudFront shows it to the APIs; who comes past CloudFront (and its WAF) does not have it",
            generate_secret_string=secrets.SecretStringGenerator(password_length=48, exclude_punctuation=True),
        )
        accept(
            secret,
            "AwsSolutions-SMG4",
            "changed by deploying anew: the distribution and the functions must change together",
        )
        return secret

    def _casework_api(self, function: lambda_.Function | None) -> gateway.HttpApi | None:
        if function is None:
            return None
        self._behind_the_front_door(function)
        jwt = authorizers.HttpUserPoolAuthorizer("Staff", self.pool, user_pool_clients=[self.client])
        api = http_api(self, "Casework", function, self._settings, authorizer=jwt, steady=100, burst=200)
        CfnOutput(self, "CaseworkApiId", value=api.api_id)
        return api

    def _public_api(self, function: lambda_.Function | None) -> gateway.HttpApi | None:
        if function is None:
            return None
        self._behind_the_front_door(function)
        api = http_api(self, "Public", function, self._settings, authorizer=None, steady=20, burst=40)
        accept(
            api, "AwsSolutions-APIG4", "neighbours report without an account; the function checks what providers sign"
        )
        for entry in of(Capability.CASEWORK):
            for trigger in entry.triggers:
                if isinstance(trigger, FromWeb) and entry.name in self.functions:
                    add_webhook(api, trigger.path, self.functions[entry.name])
        CfnOutput(self, "PublicApiId", value=api.api_id)
        return api

    def _behind_the_front_door(self, function: lambda_.Function) -> None:
        if self.origin_secret:
            self.origin_secret.grant_read(function)
            function.add_environment("ANBU_ORIGIN_SECRET", f"anbu/{self._settings.name}/origin")
