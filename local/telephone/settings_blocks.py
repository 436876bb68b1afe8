"""Blocks that only change what is kept about the contact, and ask nothing of the world."""

from collections.abc import Callable
from typing import Any

from local.telephone.contact import Contact
from local.telephone.flow import Block, FlowError

MOST_ATTRIBUTE_BYTES = 32_768
Filled = dict[str, Any]


def _attributes(contact: Contact, parameters: Filled) -> bool:
    if parameters.get("TargetContact", "Current") != "Current":
        raise FlowError("UpdateContactAttributes of a related contact cannot be played here")
    merged = contact.attributes | {key: str(value) for key, value in parameters["Attributes"].items()}
    if sum(len((key + value).encode()) for key, value in merged.items()) > MOST_ATTRIBUTE_BYTES:
        return False
    contact.attributes = merged
    return True


def _flow_attributes(contact: Contact, parameters: Filled) -> bool:
    for key, value in parameters["FlowAttributes"].items():
        contact.flow_attributes[key] = str(value["Value"] if isinstance(value, dict) else value)
    return True


def _data(contact: Contact, parameters: Filled) -> bool:
    contact.language = parameters.get("LanguageCode", contact.language)
    contact.name = parameters.get("Name", contact.name)
    contact.description = parameters.get("Description", contact.description)
    return True


def _hooks(contact: Contact, parameters: Filled) -> bool:
    contact.hooks |= parameters["EventHooks"]
    return True


def _queue(contact: Contact, parameters: Filled) -> bool:
    contact.queue = parameters.get("QueueId") or parameters.get("AgentId") or ""
    return bool(contact.queue)


def _voice(contact: Contact, parameters: Filled) -> bool:
    contact.voice = parameters["TextToSpeechVoice"]
    return True


def _tag(contact: Contact, parameters: Filled) -> bool:
    contact.tags |= parameters["Tags"]
    return True


def _untag(contact: Contact, parameters: Filled) -> bool:
    for key in parameters["TagKeys"]:
        contact.tags.pop(key, None)
    return True


def _callback(contact: Contact, parameters: Filled) -> bool:
    contact.callback_number = parameters["CallbackNumber"]
    return True


def _nothing(_contact: Contact, _parameters: Filled) -> bool:
    return True  # recording, logging, routing: nothing that is heard on the line


_CHANGES: dict[str, Callable[[Contact, Filled], bool]] = {
    "UpdateContactAttributes": _attributes,
    "UpdateFlowAttributes": _flow_attributes,
    "UpdateContactData": _data,
    "UpdateContactEventHooks": _hooks,
    "UpdateContactTargetQueue": _queue,
    "UpdateContactTextToSpeechVoice": _voice,
    "UpdateContactCallbackNumber": _callback,
    "TagContact": _tag,
    "UntagContact": _untag,
    "UnTagContact": _untag,
    "UpdateContactRecordingBehavior": _nothing,
    "UpdateContactRecordingAndAnalyticsBehavior": _nothing,
    "UpdateFlowLoggingBehavior": _nothing,
    "UpdateContactRoutingBehavior": _nothing,
    "UpdateContactMediaStreamingBehavior": _nothing,
}


def changes_contact(block_type: str) -> bool:
    """Is this one of the blocks here?"""
    return block_type in _CHANGES


def change_contact(block: Block, contact: Contact) -> str:
    """Do it, and return the block that follows."""
    done = _CHANGES[block.type](contact, contact.fill(block.parameters))
    return block.then() if done else block.on("NoMatchingError")
