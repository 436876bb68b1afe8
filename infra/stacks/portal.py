"""The front door: CloudFront with WAF before the portal's pages and both APIs."""

from pathlib import Path
from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_certificatemanager as certificates
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from anbu.settings import Settings
from infra.bundles.target import ROOT
from infra.parts.api import endpoint
from infra.parts.nag import accept
from infra.stacks.casework import CaseworkStack
from infra.stacks.ledger import LedgerStack

ORIGIN_HEADER = "x-anbu-origin"
_CONTENT = (
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)
_PUBLIC = ("/v1/reports*", "/v1/text-receipts")
"""Paths of the public API; CloudFront takes the first that fits, so they stand before the caseworkers'."""
PAGES = ROOT / "portal" / "dist"


class PortalStack(Stack):
    """Pages from a bucket, `/v1/…` from the two APIs, with the word that only CloudFront knows."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        settings: Settings,
        ledger: LedgerStack,
        casework: CaseworkStack,
        web_acl_arn: str,
        **props: Any,
    ) -> None:
        super().__init__(scope, name, **props)
        self._settings, self._casework = settings, casework
        self.pages = self._bucket(ledger)
        self.distribution = self._distribution(web_acl_arn)
        if PAGES.is_dir():
            self._put_pages(PAGES)
        CfnOutput(self, "Address", value=self.distribution.distribution_domain_name)

    def _bucket(self, ledger: LedgerStack) -> s3.Bucket:
        return s3.Bucket(
            self,
            "Pages",
            bucket_name=ledger.bucket_name("portal"),
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            removal_policy=RemovalPolicy.DESTROY,
            server_access_logs_bucket=s3.Bucket.from_bucket_name(self, "Logs", ledger.bucket_name("logs")),
            server_access_logs_prefix="portal/",
        )

    def _distribution(self, web_acl_arn: str) -> cloudfront.Distribution:
        edge = self._settings.edge
        certificate = (
            certificates.Certificate.from_certificate_arn(self, "Certificate", edge.certificate_arn)
            if edge.certificate_arn
            else None
        )
        distribution = cloudfront.Distribution(
            self,
            "FrontDoor",
            comment=f"anbu {self._settings.name}",
            default_root_object="index.html",
            web_acl_id=web_acl_arn,
            domain_names=[edge.domain] if edge.domain and certificate else None,
            certificate=certificate,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            geo_restriction=cloudfront.GeoRestriction.allowlist("KR"),
            price_class=cloudfront.PriceClass.PRICE_CLASS_200,
            enable_logging=True,
            log_bucket=self._log_bucket(),
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.pages),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=self._headers(),
            ),
            additional_behaviors=self._apis(),
            error_responses=[
                cloudfront.ErrorResponse(
                    http_status=403, response_http_status=200, response_page_path="/index.html", ttl=Duration.seconds(0)
                )
            ],
        )
        if certificate is None:
            accept(
                distribution,
                "AwsSolutions-CFR4",
                "without a domain of its own it has CloudFront's certificate, which sets TLS itself",
            )
        return distribution

    def _log_bucket(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "FrontDoorLogs",
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=RemovalPolicy.DESTROY,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
        )
        accept(bucket, "AwsSolutions-S1", "the bucket of the logs themselves")
        return bucket

    def _apis(self) -> dict[str, cloudfront.BehaviorOptions]:
        found = [*((path, self._casework.public) for path in _PUBLIC), ("/v1/*", self._casework.casework)]
        return {path: self._behaviour(api) for path, api in found if api is not None}

    def _behaviour(self, api: gateway.HttpApi) -> cloudfront.BehaviorOptions:
        secret = self._casework.origin_secret
        word = (
            {ORIGIN_HEADER: secret.secret_value.unsafe_unwrap()} if secret else None
        )  # a dynamic reference, not the word
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(endpoint(api), custom_headers=word),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        )

    def _headers(self) -> cloudfront.ResponseHeadersPolicy:
        policy = "; ".join(_CONTENT)
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=policy, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.days(365), include_subdomains=True, override=True
                ),
            ),
        )

    def _put_pages(self, pages: Path) -> None:
        deployment.BucketDeployment(
            self,
            "PutPages",
            sources=[deployment.Source.asset(str(pages))],
            destination_bucket=self.pages,
            distribution=self.distribution,
        )
        for child in self.node.children:
            if child.node.id.startswith("Custom::CDKBucketDeployment"):
                accept(child, "AwsSolutions-L1", "CDK's own function: CDK chooses its runtime")
                accept(child, "AwsSolutions-IAM5", "CDK's own function: it lists and copies the pages")
