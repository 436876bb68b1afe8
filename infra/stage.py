"""One deployment: its stacks, each importing only from those before it."""

from typing import Any

from anbu.settings import Settings
from aws_cdk import Environment, Stage, Tags
from constructs import Construct

from infra.stacks.casework import CaseworkStack
from infra.stacks.counselling import CounsellingStack
from infra.stacks.ledger import LedgerStack
from infra.stacks.outreach import OutreachStack
from infra.stacks.telephony import TelephonyStack


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
        if "call_handler" in self.counselling.functions:
            handler = self.counselling.functions["call_handler"]
            self.telephony = TelephonyStack(self, "telephony", settings, handler, **self._named("telephony"))
        Tags.of(self).add("anbu:deployment", settings.name)

    def _named(self, capability: str) -> dict[str, Any]:
        return {
            "stack_name": f"anbu-{self.settings.name}-{capability}",
            "termination_protection": not self.settings.embedded,
            "description": f"Anbu {self.settings.name}: {capability}",
        }
