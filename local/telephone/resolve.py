"""Replaces CloudFormation's tokens in the synthesised Telephony stack. An unresolved one is an error.

CloudFormation for Connect and Lex exists only in AWS; so the stack is synthesised, never deployed here, and its
resources get the names that the local network knows them by. What it imports from other stacks is what the emulator
really deployed.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from local.telephone.settings import PlayedFlow

Template = Mapping[str, Any]
_KINDS = {
    "AWS::Connect::ContactFlow": "contact-flow",
    "AWS::Connect::Queue": "queue",
    "AWS::Connect::HoursOfOperation": "operating-hours",
    "AWS::Connect::PhoneNumber": "phone-number",
    "AWS::Connect::Instance": "",
    "AWS::Lex::Bot": "bot",
    "AWS::Lex::BotVersion": "bot-version",
    "AWS::Lex::BotAlias": "bot-alias",
}
_IN_SUB = re.compile(r"\$\{(!?)([^}]+)\}")


class Unresolved(LookupError):
    """A token whose value is not known here."""


@dataclass(frozen=True, slots=True)
class LocalTelephony:
    """What the stack holds, as the local network plays it."""

    flows: dict[str, PlayedFlow]
    """By flow id."""
    hooks: dict[str, str]
    """Bot alias ARN → ARN of its code hook."""

    def flow_named(self, part: str) -> str:
        """The id of the one flow whose name holds this.

        Raises:
            LookupError: none, or more than one.
        """
        found = [flow_id for flow_id, flow in self.flows.items() if part in flow.name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} flows are named …{part}…: {[flow.name for flow in self.flows.values()]}")
        return found[0]


class Resolver:
    """Values of one template's tokens. `imports` are the exports of the stacks that were deployed."""

    def __init__(
        self, template: Template, imports: Mapping[str, str], *, region: str, account: str, instance_arn: str
    ) -> None:
        self._resources: Mapping[str, Any] = template.get("Resources", {})
        self._parameters: Mapping[str, Any] = template.get("Parameters", {})
        self._imports, self._instance_arn = imports, instance_arn
        self._region, self._account = region, account
        self._pseudo = {
            "AWS::Region": region,
            "AWS::AccountId": account,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
        }
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._attribute,
            "Fn::Join": lambda it: self.resolve(it[0]).join(
                str(self.resolve(part)) for part in self.resolve_list(it[1])
            ),
            "Fn::Sub": self._sub,
            "Fn::ImportValue": self._import,
            "Fn::Select": lambda it: self.resolve_list(it[1])[int(self.resolve(it[0]))],
            "Fn::Split": lambda it: str(self.resolve(it[1])).split(str(self.resolve(it[0]))),
        }

    def resolve(self, value: Any) -> Any:
        """The same value without tokens.

        Raises:
            Unresolved: a token that has no value here.
        """
        if isinstance(value, list):
            return [self.resolve(one) for one in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            name, argument = next(iter(value.items()))
            if name in self._functions:
                return self._functions[name](argument)
            if name.startswith("Fn::"):
                raise Unresolved(f"{name} is not resolved here")
        return {key: self.resolve(inner) for key, inner in value.items()}

    def resolve_list(self, value: Any) -> list[Any]:
        """A list, which may itself come out of a token."""
        return list(self.resolve(value))

    def arn_of(self, logical_id: str) -> str:
        """The ARN by which the local network knows a resource of this stack."""
        kind = self._resources.get(logical_id, {}).get("Type", "")
        if kind == "AWS::Connect::Instance":
            return self._instance_arn
        if kind not in _KINDS:
            raise Unresolved(f"{logical_id} ({kind or 'not in this stack'}) has no local name")
        if kind.startswith("AWS::Lex::"):
            name = f"{_KINDS[kind]}/{logical_id}" + ("/live" if kind == "AWS::Lex::BotAlias" else "")
            return f"arn:aws:lex:{self._region}:{self._account}:{name}"
        return f"{self._instance_arn}/{_KINDS[kind]}/{logical_id}"

    def _ref(self, name: str) -> str:
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._parameters:
            default = self._parameters[name].get("Default")
            if default is None:
                raise Unresolved(f"parameter {name} has no default")
            return str(default)
        return self.arn_of(name)

    def _attribute(self, argument: Any) -> str:
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        arn = self.arn_of(name)
        if attribute.endswith("Arn"):
            return arn
        if attribute.endswith("Id") or attribute == "BotVersion":
            return arn.rsplit("/", 1)[-1]
        raise Unresolved(f"{name}.{attribute} has no value here")

    def _import(self, argument: Any) -> str:
        name = str(self.resolve(argument))
        try:
            return self._imports[name]
        except KeyError:
            raise Unresolved(f"no deployed stack exports {name}") from None

    def _sub(self, argument: Any) -> str:
        text, names = (argument, {}) if isinstance(argument, str) else argument

        def value(found: re.Match[str]) -> str:
            literal, name = found.groups()
            if literal:
                return f"${{{name}}}"
            if name in names:
                return str(self.resolve(names[name]))
            return self._attribute(name) if "." in name else self._ref(name)

        return _IN_SUB.sub(value, text)


def local_telephony(
    template: Template, imports: Mapping[str, str], *, region: str, account: str, instance_arn: str
) -> LocalTelephony:
    """Flows and code hooks of the synthesised Telephony stack.

    Raises:
        Unresolved: a token in them has no value here.
        ValueError: a flow's content is not JSON once resolved.
    """
    resolver = Resolver(template, imports, region=region, account=account, instance_arn=instance_arn)
    flows: dict[str, PlayedFlow] = {}
    hooks: dict[str, str] = {}
    for logical_id, resource in template.get("Resources", {}).items():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Connect::ContactFlow":
            content = resolver.resolve(properties["Content"])
            name = str(resolver.resolve(properties["Name"]))
            flows[logical_id] = PlayedFlow(name=name, content=json.loads(content))
        elif resource["Type"] == "AWS::Lex::BotAlias":
            for setting in resolver.resolve(properties["BotAliasLocaleSettings"]):
                hook = setting["BotAliasLocaleSetting"]["CodeHookSpecification"]["LambdaCodeHook"]["LambdaArn"]
                hooks[resolver.arn_of(logical_id)] = hook
    return LocalTelephony(flows, hooks)
