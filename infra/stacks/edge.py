"""WAF before the front door: a stack of its own, because a web ACL for CloudFront can be in us-east-1 only."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from anbu.settings import Settings

_A_MINUTE_EACH = 300
"""Requests of one address: a whole office behind one address stays below, a flood does not."""
_MANAGED = (
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
)


class EdgeStack(Stack):
    """`web_acl_arn` is read by the Portal stack across Regions."""

    def __init__(self, scope: Construct, name: str, settings: Settings, **props: Any) -> None:
        super().__init__(scope, name, **props)
        rules = [_managed(index, rule) for index, rule in enumerate(_MANAGED)]
        acl = waf.CfnWebACL(
            self,
            "WebAcl",
            scope="CLOUDFRONT",
            name=f"anbu-{settings.name}",
            visibility_config=_seen("all"),
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            rules=[*rules, _rate(len(rules))],
        )
        self.web_acl_arn = acl.attr_arn


def _managed(priority: int, name: str) -> waf.CfnWebACL.RuleProperty:
    group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=name)
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        visibility_config=_seen(name),
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
    )


def _rate(priority: int) -> waf.CfnWebACL.RuleProperty:
    limit = waf.CfnWebACL.RateBasedStatementProperty(limit=5 * _A_MINUTE_EACH, aggregate_key_type="IP")
    return waf.CfnWebACL.RuleProperty(
        name="rate",
        priority=priority,
        visibility_config=_seen("rate"),
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        statement=waf.CfnWebACL.StatementProperty(rate_based_statement=limit),
    )


def _seen(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    """Counted, but no request is sampled: samples show addresses and paths."""
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"anbu-{name}", sampled_requests_enabled=False
    )
