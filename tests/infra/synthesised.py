"""What the app synthesises, as plain values that a test can ask."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Resource = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deployed:
    """All templates of one deployment; a reference to another stack's export is followed to the resource itself."""

    templates: Mapping[str, Mapping[str, Any]]
    """Capability (`ledger`, …) → template."""

    def resources(self, kind: str, capability: str | None = None) -> dict[str, Resource]:
        """Logical id, with its capability in front → properties, of one type."""
        return {
            f"{name}/{logical_id}": resource["Properties"]
            for name, template in self.templates.items()
            if capability in {None, name}
            for logical_id, resource in template["Resources"].items()
            if resource["Type"] == kind
        }

    def target(self, capability: str, value: Any) -> str:
        """The resource (`capability/logical id`) that a `Ref`, `GetAtt` or `ImportValue` in this stack means."""
        match value:
            case {"Ref": str(logical_id)} | {"Fn::GetAtt": [str(logical_id), _]}:
                return f"{capability}/{logical_id}"
            case {"Fn::ImportValue": str(name)}:
                return next(
                    self.target(owner, output["Value"])
                    for owner, template in self.templates.items()
                    for output in template.get("Outputs", {}).values()
                    if output.get("Export", {}).get("Name") == name
                )
        raise LookupError(f"not a reference: {value}")

    def statements(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every statement of every policy of a role: (policy, statement)."""
        for name, policy in self.resources("AWS::IAM::Policy").items():
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement
        for name, role in self.resources("AWS::IAM::Role").items():
            for policy in role.get("Policies", []):
                for statement in policy["PolicyDocument"]["Statement"]:
                    yield name, statement


def read(assembly: Path, deployment: str) -> Deployed:
    """One deployment out of a synthesised assembly."""
    found = {}
    for file in (assembly / f"assembly-{deployment}").glob("*.template.json"):
        template = json.loads(file.read_text(encoding="utf-8"))
        found[template["Description"].rsplit(": ", 1)[-1]] = template
    return Deployed(found)


def as_list(value: Any) -> list[Any]:
    """CloudFormation writes one thing and a list of one alike."""
    return value if isinstance(value, list) else [value]
