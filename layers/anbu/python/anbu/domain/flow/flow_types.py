"""Which kinds of flow an action may stand in, where the document says its kind (console exports do, in Metadata)."""

from collections.abc import Iterator, Mapping
from typing import Any

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning

_KINDS = {
    "contactflow": "CONTACT_FLOW",
    "customerqueue": "CUSTOMER_QUEUE",
    "customerhold": "CUSTOMER_HOLD",
    "customerwhisper": "CUSTOMER_WHISPER",
    "agenthold": "AGENT_HOLD",
    "agentwhisper": "AGENT_WHISPER",
    "outboundwhisper": "OUTBOUND_WHISPER",
    "agenttransfer": "AGENT_TRANSFER",
    "queuetransfer": "QUEUE_TRANSFER",
    "campaign": "CAMPAIGN",
}


def kind_of(flow: Mapping[str, Any]) -> str | None:
    """The flow's kind (`CONTACT_FLOW` …), or None where the document does not say."""
    metadata = flow.get("Metadata")
    said = metadata.get("type", metadata.get("Type")) if isinstance(metadata, Mapping) else None
    return _KINDS.get(str(said).replace("_", "").lower()) if said else None


def check_kind(action: Action, kind: str | None) -> Iterator[Finding]:
    """An error where the kind is known and does not fit; a warning where only one kind would fit and it is not said."""
    rule = action.rule
    if kind is None:
        if rule.only_in or "CONTACT_FLOW" in rule.not_in:
            yield warning("flow_type", action.at, f"{action.here} does not belong into every kind of flow")
    elif kind in rule.not_in or (rule.only_in and kind not in rule.only_in):
        yield error("flow_type", action.at, f"{action.here} does not belong into a flow of type {kind}")
