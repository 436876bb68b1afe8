"""One contact on its way through a flow: what Connect keeps about it, and the Lambda event that it makes of that."""

import re
from dataclasses import dataclass, field
from typing import Any

from local.telephone.effects import Event


@dataclass(slots=True)
class Contact:
    """A contact as the flow changes it. Telephone numbers are E.164."""

    id: str
    instance_arn: str
    customer: str
    system: str
    initiation: str = "API"
    initial_id: str = ""
    previous_id: str = ""
    name: str = ""
    description: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    language: str = "en-US"
    voice: str = ""
    queue: str = ""
    stored_input: str = ""
    external: Event = field(default_factory=dict)
    lex: Event = field(default_factory=dict)
    flow_attributes: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, str] = field(default_factory=dict)
    callback_number: str = ""
    hooks: dict[str, str] = field(default_factory=dict)
    """Which flow plays at which moment (CustomerRemaining, AgentWhisper …)."""
    tags: dict[str, str] = field(default_factory=dict)

    def event(self, parameters: dict[str, Any]) -> Event:
        """What a function sees of the contact (Connect's "ContactFlowEvent"), with these parameters."""
        initial = self.initial_id or self.id
        return {
            "Details": {
                "ContactData": {
                    "Attributes": dict(self.attributes),
                    "Channel": "VOICE",
                    "ContactId": self.id,
                    "CustomerEndpoint": _endpoint(self.customer),
                    "CustomerId": None,
                    "Description": self.description or None,
                    "InitialContactId": initial,
                    "InitiationMethod": self.initiation,
                    "InstanceARN": self.instance_arn,
                    "LanguageCode": self.language,
                    "MediaStreams": {"Customer": {"Audio": None}},
                    "Name": self.name or None,
                    "PreviousContactId": self.previous_id or initial,
                    "Queue": {"ARN": self.queue, "Name": self.queue.rsplit("/", 1)[-1]} if self.queue else None,
                    "References": {},
                    "SystemEndpoint": _endpoint(self.system),
                },
                "Parameters": parameters,
            },
            "Name": "ContactFlowEvent",
        }

    def look_up(self, reference: str) -> Any:
        """The value behind a JSONPath such as `$.External.greeting`; None where there is none.

        Raises:
            KeyError: the path begins with a root that the flow language does not have.
        """
        steps = [a or b for a, b in _STEP.findall(reference)]
        value: Any = self._roots()[steps[0]]
        for step in steps[1:]:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def fill(self, value: Any) -> Any:
        """The same parameter with every reference in it replaced; what is not there becomes empty text."""
        if isinstance(value, dict):
            return {key: self.fill(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.fill(inner) for inner in value]
        if isinstance(value, str) and "$." in value:
            return _REFERENCE.sub(lambda found: _text(self.look_up(found[0])), value)
        return value

    def _roots(self) -> dict[str, Any]:
        return {
            "Attributes": self.attributes,
            "External": self.external,
            "Lex": self.lex,
            "FlowAttributes": self.flow_attributes,
            "Metrics": self.metrics,
            "Channel": "VOICE",
            "ContactId": self.id,
            "InitialContactId": self.initial_id or self.id,
            "PreviousContactId": self.previous_id,
            "CustomerEndpoint": _endpoint(self.customer),
            "SystemEndpoint": _endpoint(self.system),
            "StoredCustomerInput": self.stored_input,
            "Queue": {"ARN": self.queue, "Name": self.queue.rsplit("/", 1)[-1]},
            "InitiationMethod": self.initiation,
            "LanguageCode": self.language,
            "TextToSpeechVoiceId": self.voice,
            "InstanceARN": self.instance_arn,
            "Name": self.name,
            "Description": self.description,
            "Tags": self.tags,
            "Customer": {},
            "Media": {},
            "Metadata": {},
            "LambdaInvocation": {},
            "Wisdom": {},
        }


def _endpoint(address: str) -> dict[str, str]:
    return {"Address": address, "Type": "TELEPHONE_NUMBER"}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[['\"]([^'\"]+)['\"]\]")
_REFERENCE = re.compile(r"\$(?:\.[A-Za-z0-9_-]+|\[['\"][^'\"]+['\"]\])+")
