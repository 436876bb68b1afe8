"""One deployment's settings (`infra/deployments/*.toml`): read when the CDK app synthesises and when functions start.

Functions find them as JSON in the settings layer. Nothing secret stands here: keys are in Secrets Manager.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Table(BaseModel):
    """A table of the settings: unknown keys are refused, so that a typing error is no silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Aws(Table):
    """Where it runs."""

    account: str = Field(pattern=r"^\d{12}$")
    region: str = "ap-northeast-2"


class Clock(Table):
    """The accelerated clock of an embedded deployment. `rate`: shown seconds for each real one."""

    start: str
    rate: float = Field(gt=0)


class Associations(Table):
    """Which ties to the Connect instance this deployment makes; false where the instance has them already."""

    lambda_function: bool = True
    lex_bot: bool = True
    recordings: bool = False
    phone_number: bool = True


class Telephony(Table):
    """The Connect instance, and our share of its lines and call starts."""

    instance_arn: str | None = None
    """An instance that exists; without it one is created."""
    phone_number_arn: str | None = None
    """A claimed number; without it a Korean toll-free number is claimed."""
    caller_number: str = Field(pattern=r"^\+82\d{8,10}$")
    caller_name: str = Field(min_length=1, max_length=255)
    concurrent_calls: int = Field(default=10, gt=0)
    """The instance's quota of calls at once, as far as it is ours."""
    lex_conversations: int = Field(default=400, gt=0)
    headroom: int = Field(default=2, ge=0)
    """Lines kept free for people who ring back."""
    starts_per_second: float = Field(default=2, gt=0)
    burst: int = Field(default=5, gt=0)
    event_source: str = "aws.connect"
    """Who sends contact events. Only AWS itself may send as `aws.…`: the embedded network sends under its own name."""
    handover_number: str | None = None
    voice: str = "Seoyeon"
    hours: tuple[int, int] = (9, 18)
    manage: Associations = Associations()

    @property
    def lines(self) -> int:
        """Lines that outbound calls may use: the smallest quota less the headroom."""
        return min(self.concurrent_calls, self.lex_conversations) - self.headroom


class Texts(Table):
    """Who sends our texts. `secret` names the provider's key in Secrets Manager (JSON: `key`, `secret`)."""

    provider: Literal["solapi", "aws"] = "solapi"
    sender: str = Field(pattern=r"^\+82\d{7,10}$")
    channel: str | None = None
    secret: str | None = None
    base_url: str | None = None
    configuration_set: str = "anbu"
    """Of End User Messaging: made by the deployment, it tells what becomes of each text."""
    a_minute: int = Field(default=600, ge=1)
    """How many may wait to be sent: what provider and function take before the leases of these texts end."""


class Model(Table):
    """The language model, or none: everything works without."""

    provider: Literal["none", "openai", "bedrock", "self_hosted"] = "none"
    name: str | None = None
    base_url: str | None = None
    secret: str | None = None
    """Names the key in Secrets Manager, as it is or as `{"key": …}`."""
    deadline_seconds: float = Field(default=4, gt=0, le=6)
    """Beside a turn: the resident waits."""
    record_deadline_seconds: float = Field(default=25, gt=0, le=50)
    """For a whole record with all its tries: nobody waits, but the function's time limit does."""
    retries: int = Field(default=1, ge=0, le=3)
    temperature: float | None = 0
    """Left out of the request where it is not given: some models take none."""
    most_answer_tokens: int = Field(default=1500, ge=200)
    prompt: str = Field(default="summarise-2026-11", pattern=r"^[a-z0-9-]+$")
    """The version of the record's prompt: a file of `data/prompts`."""
    won_per_million_prompt: int = Field(default=0, ge=0)
    won_per_million_answer: int = Field(default=0, ge=0)
    """Prices, for the cost of a record as a metric."""


class Functions(Table):
    """How functions are built and bounded."""

    bundle: Literal["lambda", "host"] = "lambda"
    """Platform and Python of the layers: Lambda's (arm64, 3.13), or this machine's (the embedded cloud)."""
    concurrency: int | None = Field(default=None, ge=2)
    """At most so many runs of one function for one queue; none: each function's own bound."""
    tracing: bool = True
    log_days: Literal[7, 30, 90, 180, 365] = 180


class Edge(Table):
    """CloudFront and WAF before both APIs and the portal."""

    enabled: bool = True
    domain: str | None = None
    certificate_arn: str | None = None
    allowed_addresses: tuple[str, ...] = ()
    """Networks (CIDR) that caseworkers come from; empty: any."""


class Operations(Table):
    """Who is told of a fault."""

    enabled: bool = True
    email: str | None = None
    backup_days: int = Field(default=35, ge=7)


class Office(Table):
    """A local government served by this deployment."""

    area: str = Field(pattern=r"^\d{10}$")
    name: str
    phone: str
    isolation_scale: str = ""
    """A code of `data/isolation_scales.toml`, asked in place of the common question; none: that question."""


class Settings(Table):
    """Everything that one deployment decides."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{1,15}$")
    embedded: bool = False
    aws: Aws
    clock: Clock | None = None
    telephony: Telephony
    texts: Texts
    model: Model = Model()
    functions: Functions = Functions()
    edge: Edge = Edge()
    operations: Operations = Operations()
    offices: tuple[Office, ...] = Field(min_length=1)
    holidays: tuple[date, ...] = ()
    """Days off that the law's calendar does not know (temporary holidays, elections), as dates."""
    ladder: dict[str, dict[str, Any]] = {}
    """Area code → values that differ from the default ladder, or the name of another one."""
    campaigns: tuple[dict[str, Any], ...] = ()
    """Campaigns that the settings start with (`domain/outreach/campaigns.py` reads them)."""
    priority_weights: dict[Literal["first", "second", "third"], int] = {"first": 6, "second": 3, "third": 1}
    """Shares of the call starts by priority class."""
    keep_days: int = Field(default=1827, ge=30)
    """Days after the sealing of a round for which its people are kept; five years, as 사회보장급여법 제34조 has it."""
    shards: int = Field(default=1, ge=1, le=64)
    """Partitions of each due list: one for a district, more for a nation."""

    @model_validator(mode="after")
    def _only_an_embedded_clock_runs_fast(self) -> Self:
        if self.clock and not self.embedded:
            raise ValueError("clock: an accelerated clock is allowed only where embedded = true")
        if self.telephony.lines < 1:
            raise ValueError("telephony: the headroom leaves no line for our own calls")
        if self.functions.bundle == "host" and not self.embedded:
            raise ValueError("functions.bundle: 'host' is for the embedded cloud only")
        return self

    def office_of(self, area: str) -> Office:
        """The office that serves an area: same 시군구, the first five digits.

        Raises:
            LookupError: none does: nobody there is called.
        """
        for office in self.offices:
            if office.area[:5] == area[:5]:
                return office
        raise LookupError(f"deployment {self.name} has no office for area {area}")

    def as_json(self) -> str:
        """What functions read: these settings, in one stable spelling."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1)


def read_settings(path: Path) -> Settings:
    """The settings as they lie in the settings layer."""
    return Settings.model_validate_json(path.read_text("utf-8"))
