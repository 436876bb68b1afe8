"""Which kinds of flow an action may stand in, where the document says its kind (console exports do, in Metadata)."""

from collections.abc import Iterator, Mapping
from typing import Any

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning
from anbu.domain.flow.references import is_reference

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
    yield from _lex_timeout(action, kind)
    rule = action.rule
    if kind is None:
        if rule.only_in or "CONTACT_FLOW" in rule.not_in:
            yield warning("flow_type", action.at, f"{action.here} does not belong into every kind of flow")
    elif kind in rule.not_in or (rule.only_in and kind not in rule.only_in):
        yield error("flow_type", action.at, f"{action.here} does not belong into a flow of type {kind}")


def _lex_timeout(action: Action, kind: str | None) -> Iterator[Finding]:
    """Probes say a literal is refused in a standard flow; exports (which say their kind) hold some all the same."""
    timeout = action.parameters.get("LexTimeoutSeconds")
    text = timeout.get("Text") if isinstance(timeout, Mapping) else None
    if action.type == "ConnectParticipantWithLexBot" and text is not None and not is_reference(text):
        path = f"{action.at}.Parameters.LexTimeoutSeconds.Text"
        say = error if kind is None else warning
        yield say("lex_timeout", path, "a literal is refused in a standard contact flow; set it by reference")
