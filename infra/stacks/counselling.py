"""What happens during and after a call: the dialogue, the call's end, the record, and what failed."""

from typing import Any

from aws_cdk import Stack
from constructs import Construct

from anbu.settings import Settings
from infra.functions import Capability
from infra.parts.functions import FunctionFactory
from infra.stacks.ledger import LedgerStack


class CounsellingStack(Stack):
    """`functions` by name; Telephony lets Connect and Lex call `call_handler`."""

    def __init__(self, scope: Construct, name: str, settings: Settings, ledger: LedgerStack, **props: Any) -> None:
        super().__init__(scope, name, **props)
        self.functions = FunctionFactory(self, settings, ledger).all_of(Capability.COUNSELLING)
