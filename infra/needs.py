"""What a function may need. One word gives it its permission and its environment together, so the two cannot differ."""

from enum import StrEnum


class Need(StrEnum):
    """Each member is granted in `infra/parts/grants.py`."""

    LEDGER = "ledger"
    """Reads and writes entities of the table (never deletes access-log rows, never scans)."""
    READ_LISTS = "read_lists"
    WRITE_LISTS = "write_lists"
    """Receipts and chunks beside the uploads."""
    READ_TRANSCRIPTS = "read_transcripts"
    WRITE_TRANSCRIPTS = "write_transcripts"
    ERASE = "erase"
    """Erases transcripts, lists and photos of people whose time is over, older versions too."""
    HASH_KEY = "hash_key"
    """The secret that turns names and numbers into keys."""
    TELEPHONY = "telephony"
    """The ids that the Telephony stack wrote."""
    CALL = "call"
    """Starts, stops and looks up calls."""
    TEXT = "text"
    """Sends texts, and looks up what became of them."""
    MODEL = "model"
    """The language model, where the settings name one."""
    BUS = "bus"
    """Publishes domain events."""
    AUDIT_COPY = "audit_copy"
    """Writes once into the bucket that nobody can change."""
    ORIGIN = "origin"
    """Knows the word by which the front door shows that a request came through it."""


class Queue(StrEnum):
    """The queues: work that can be done now. Each has a dead-letter queue."""

    INTAKE = "intake"
    CHUNKS = "chunks"
    NOTICES = "notices"
    CALLS = "calls"
    WAKE = "wake"
    EVENTS = "events"
    SUMMARIES = "summaries"
