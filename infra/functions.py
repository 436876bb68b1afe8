"""Every function of the cloud: one entry each. To add one, make its folder under `functions/` and its entry here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from infra.needs import Need, Queue
from infra.when_it_runs import FromBus, FromDeadLetters, FromQueue, FromStream, FromWeb, OnSchedule, Trigger


class Capability(StrEnum):
    """The stack that a function belongs to."""

    COUNSELLING = "counselling"
    OUTREACH = "outreach"
    CASEWORK = "casework"


@dataclass(frozen=True, slots=True)
class Function:
    """`layers` besides `core`; `sends` are queues it may put messages into; `timeout` in seconds, `memory` in MiB."""

    name: str
    capability: Capability
    does: str
    triggers: tuple[Trigger, ...] = ()
    layers: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    sends: tuple[Queue, ...] = ()
    timeout: int = 30
    memory: int = 512
    environment: Mapping[str, str] = field(default_factory=dict)
    wakes_at: str | None = None


_WORK = (Queue.NOTICES, Queue.CALLS, Queue.EVENTS, Queue.SUMMARIES, Queue.WAKE)
_STEP = (Need.LEDGER, Need.HASH_KEY)

FUNCTIONS = (
    Function(
        "call_handler",
        Capability.COUNSELLING,
        "Answers Connect when a call opens, and Lex in each turn",
        layers=("language",),
        needs=(*_STEP, Need.MODEL),
        timeout=29,
        memory=1769,
    ),
    Function(
        "call_events",
        Capability.COUNSELLING,
        "Writes what a call came to, hands its line on, freezes the transcript",
        (FromQueue(Queue.EVENTS, batch=10),),
        (),
        (*_STEP, Need.WRITE_TRANSCRIPTS, Need.READ_TRANSCRIPTS, Need.TELEPHONY, Need.CALL, Need.BUS),
        _WORK,
        60,
        1024,
    ),
    Function(
        "summarize",
        Capability.COUNSELLING,
        "Makes the counselling record from a frozen transcript",
        (FromQueue(Queue.SUMMARIES, batch=2, concurrency=20),),
        ("language",),
        (*_STEP, Need.READ_TRANSCRIPTS, Need.MODEL, Need.BUS),
        (Queue.WAKE,),
        120,
        1769,
    ),
    Function(
        "dead_letters",
        Capability.COUNSELLING,
        "Makes the case of a message that failed visible as stuck",
        (FromDeadLetters(),),
        (),
        _STEP,
        (),
        60,
    ),
    Function(
        "intake",
        Capability.OUTREACH,
        "Reads an uploaded list and writes its cases and its receipt",
        (FromQueue(Queue.INTAKE, batch=1, concurrency=5), FromQueue(Queue.CHUNKS, batch=1)),
        ("lists",),
        (*_STEP, Need.READ_LISTS, Need.WRITE_LISTS, Need.BUS),
        (Queue.CHUNKS, Queue.WAKE),
        300,
        2048,
    ),
    Function(
        "planner",
        Capability.OUTREACH,
        "Finds who is due and gives out notices and calls",
        (FromQueue(Queue.WAKE, batch=100, concurrency=2, gather=1),),
        (),
        (*_STEP, Need.BUS),
        _WORK,
        60,
        1024,
        wakes_at="cron(* * * * ? *)",
    ),
    Function(
        "notify",
        Capability.OUTREACH,
        "Sends one notice, once, or looks up what became of it",
        (FromQueue(Queue.NOTICES, batch=10),),
        (),
        (*_STEP, Need.TEXT),
        (Queue.WAKE,),
        60,
    ),
    Function(
        "dial",
        Capability.OUTREACH,
        "Starts one call, once, or looks up what became of it",
        (FromQueue(Queue.CALLS, batch=10, concurrency=5),),
        (),
        (*_STEP, Need.TELEPHONY, Need.CALL, Need.READ_TRANSCRIPTS, Need.WRITE_TRANSCRIPTS),
        _WORK,
        30,
    ),
    Function(
        "campaigns",
        Capability.OUTREACH,
        "Asks after people again, where campaigns want it; compares what they say with the call before",
        (OnSchedule("cron(0/5 * * * ? *)"), FromBus("CampaignAsked")),
        ("lists",),
        (*_STEP, Need.READ_LISTS, Need.BUS),
        (Queue.WAKE,),
        600,
    ),
    Function(
        "reconcile",
        Capability.OUTREACH,
        "Compares every round with its file; redoes what is overdue",
        (OnSchedule("cron(7 * * * ? *)"),),
        ("lists",),
        (*_STEP, Need.READ_LISTS, Need.WRITE_LISTS, Need.READ_TRANSCRIPTS, Need.ERASE, Need.BUS),
        (*_WORK, Queue.INTAKE, Queue.CHUNKS),
        600,
        2048,
    ),
    Function(
        "count_rounds",
        Capability.OUTREACH,
        "Counts open rounds by town and state, so that looking at them reads one item",
        (OnSchedule("cron(2/5 * * * ? *)"),),
        (),
        _STEP,
        (),
        300,
        1024,
    ),
    Function(
        "publish_alerts",
        Capability.CASEWORK,
        "Tells the officer on duty of danger, and other systems of what happened",
        (FromStream(("Alert", "AlertText", "AlertCall", "Decision")),),
        (),
        (*_STEP, Need.TEXT, Need.BUS, Need.TELEPHONY, Need.CALL),
        (Queue.WAKE,),
        30,
    ),
    Function(
        "keep_audit",
        Capability.CASEWORK,
        "Copies every line of the audit chain to where nobody can change it",
        (FromStream(("AuditEntry",)),),
        (),
        (Need.AUDIT_COPY,),
        (),
        30,
    ),
    Function(
        "casework_api",
        Capability.CASEWORK,
        "The caseworkers' API",
        (),
        ("lists",),
        (*_STEP, Need.READ_LISTS, Need.WRITE_LISTS, Need.READ_TRANSCRIPTS, Need.ERASE, Need.BUS, Need.ORIGIN),
        (Queue.WAKE, Queue.INTAKE),
        29,
        1024,
    ),
    Function(
        "receipts",
        Capability.CASEWORK,
        "What the provider says became of a text",
        (FromWeb("/v1/text-receipts"),),
        (),
        (*_STEP, Need.TEXT),
        (Queue.WAKE,),
        15,
    ),
    Function(
        "public_api",
        Capability.CASEWORK,
        "Reports by neighbours and postal carriers, and notices of the providers",
        (),
        ("geo",),
        (*_STEP, Need.READ_LISTS, Need.WRITE_LISTS, Need.BUS, Need.ORIGIN),
        (Queue.WAKE,),
        29,
        1024,
    ),
)


def of(capability: Capability) -> tuple[Function, ...]:
    """The functions of one stack."""
    return tuple(function for function in FUNCTIONS if function.capability is capability)
