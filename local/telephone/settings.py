"""What the local telephone network is told when it starts: one JSON file, written by `anbu up`."""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """Unknown keys are refused: a typing error is no silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PlayedFlow(Table):
    """A flow as `local.telephone.resolve` read it out of the synthesised stack."""

    name: str
    content: dict[str, Any]


class Faults(Table):
    """What happens to contact events on their way (they are best-effort in AWS, too): shares between 0 and 1."""

    drop: float = Field(default=0, ge=0, le=1)
    duplicate: float = Field(default=0, ge=0, le=1)
    reorder: float = Field(default=0, ge=0, le=1)


Oddity = Literal[
    "DestinationNotAllowedException",
    "OutboundContactNotPermittedException",
    "InternalServiceException",
    "TooManyRequestsException",
    "TELECOM_POTENTIAL_BLOCKING",
    "TELECOM_PROBLEM",
    "TELECOM_TIMEOUT",
    "answer_lost",
    "events_lost",
    "text_receipt_lost",
    "text_refused",
    "text_failed",
    "text_answer_lost",
    "text_lost",
]
"""What may go wrong with calls and texts to one number: Connect's refusals (429 the first time only), its reasons for
a call that did not come about, an act whose answer is lost, events that never come, a text that never arrives."""


class Residents(Table):
    """Who answers. The same seed, number and count of calls always give the same."""

    seed: int = 1
    personas: Path | None = None
    """A folder of persona files; none: the project's own."""
    answer_rate: float = Field(default=0.75, ge=0, le=1)
    """The share of rings at which somebody who does answer telephones picks up."""
    texts_delivered: float = Field(default=0.97, ge=0, le=1)
    texts_unanswered: float = Field(default=0, ge=0, le=1)
    """The share of texts that are taken while the answer to the sender is lost."""
    homes: dict[str, str] = {}
    """Number (E.164) → name of the persona who lives there and is always at home; everybody else is drawn."""
    oddities: dict[str, tuple[Oddity, ...]] = {}
    """Number (E.164) → what always goes wrong there: for tests of every single result."""

    def is_odd(self, number: str, oddity: Oddity) -> bool:
        """Whether that goes wrong at this number, as E.164 or as Koreans write it."""
        written = "+82" + number[1:] if number.startswith("0") else number
        return oddity in self.oddities.get(written, ())


class NetworkSettings(Table):
    """Everything. Times are in shown seconds of the clock file; limits of functions are real."""

    host: str = "127.0.0.1"
    port: int = 4570
    emulator: str = "http://127.0.0.1:4566"
    region: str = "ap-northeast-2"
    account: str = "000000000000"
    access_key: str = "test"
    secret_key: str = "test"  # noqa: S105 - the emulator's own
    clock_file: Path
    instance_id: str = "11111111-1111-4111-8111-111111111111"
    caller_number: str
    event_source: str = "anbu.telephone"
    """EventBridge refuses `aws.connect` from anybody but AWS, in the emulator too."""
    flows: dict[str, PlayedFlow]
    """By flow id (the last part of the ARN)."""
    outbound_flow: str
    ring_back_flow: str
    hooks: dict[str, str]
    """Bot alias ARN → ARN of its code hook."""
    concurrent_calls: int = Field(default=10, gt=0)
    starts_per_second: float = Field(default=2, gt=0)
    burst: int = Field(default=5, gt=0)
    function_patience: float = Field(default=3.0, ge=1)
    """How many times Connect's and Lex's own limits a function may take here: a small machine that starts many of them
    cold at once is slower than Lambda, and a limit that measures the machine says nothing about the product."""
    agents: int = Field(default=0, ge=0)
    """Staff members who take calls that are handed over."""
    opens: int = 9
    closes: int = 18
    texts_sender: str = ""
    texts_webhook: str | None = None
    """Where delivery reports of texts go (Solapi's webhook), if anywhere."""
    texts_webhook_word: str = ""
    """The word that the provider and the webhook share."""
    report_seconds: float = 20
    residents: Residents = Residents()
    faults: Faults = Faults()

    @property
    def instance_arn(self) -> str:
        """The Connect instance that the network plays."""
        return f"arn:aws:connect:{self.region}:{self.account}:instance/{self.instance_id}"
