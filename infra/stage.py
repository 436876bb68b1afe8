"""One deployment: its stacks, each importing only from those before it."""

from typing import Any

from aws_cdk import Environment, Stage, Tags
from constructs import Construct

from anbu.settings import Settings
from infra.stacks.casework import CaseworkStack
from infra.stacks.counselling import CounsellingStack
from infra.stacks.edge import EdgeStack
from infra.stacks.ledger import LedgerStack
from infra.stacks.operations import OperationsStack
from infra.stacks.outreach import OutreachStack
from infra.stacks.portal import PortalStack
from infra.stacks.telephony import TelephonyStack

_EDGE = "us-east-1"
"""CloudFront's Region: a web ACL for it can be nowhere else."""


class Deployment(Stage):
    """The stacks of one settings file; a name tells the deployment and the capability."""

    def __init__(self, scope: Construct, settings: Settings) -> None:
        where = Environment(account=settings.aws.account, region=settings.aws.region)
        super().__init__(scope, settings.name, env=where)
        self.settings = settings
        self.ledger = LedgerStack(self, "ledger", settings, **self._named("ledger"))
        self.counselling = CounsellingStack(self, "counselling", settings, self.ledger, **self._named("counselling"))
        self.outreach = OutreachStack(self, "outreach", settings, self.ledger, **self._named("outreach"))
        self.casework = CaseworkStack(self, "casework", settings, self.ledger, **self._named("casework"))
        self.functions = {**self.counselling.functions, **self.outreach.functions, **self.casework.functions}
        self._portal()
        self._operations()
        self._telephony()
        Tags.of(self).add("anbu:deployment", settings.name)

    def _portal(self) -> None:
        if not self.settings.edge.enabled:
            return
        named = self._named("edge") | {"env": Environment(account=self.settings.aws.account, region=_EDGE)}
        edge = EdgeStack(self, "edge", self.settings, cross_region_references=True, **named)
        PortalStack(
            self,
            "portal",
            self.settings,
            self.ledger,
            self.casework,
            edge.web_acl_arn,
            cross_region_references=True,
            **self._named("portal"),
        )

    def _operations(self) -> None:
        if not self.settings.operations.enabled:
            return
        apis = [api for api in (self.casework.casework, self.casework.public) if api is not None]
        named = self._named("operations")
        OperationsStack(self, "operations", self.settings, self.ledger, self.functions, apis, **named)

    def _telephony(self) -> None:
        handler = self.functions["call_handler"]
        TelephonyStack(self, "telephony", self.settings, handler, **self._named("telephony"))

    def _named(self, capability: str) -> dict[str, Any]:
        return {
            "stack_name": f"anbu-{self.settings.name}-{capability}",
            "termination_protection": not self.settings.embedded,
            "description": f"Anbu {self.settings.name}: {capability}",
        }
