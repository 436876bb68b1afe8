"""One deployment's settings (`infra/deployments/*.toml`): read when the CDK app synthesises and when functions start.

Functions find them as JSON in the settings layer. Nothing secret stands here: keys are in Secrets Manager.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^\d{10}$")]
Korean = Annotated[str, StringConstraints(pattern=r"^\+82\d{8,10}$")]


class Part(BaseModel):
    """Settings are values: unknown names are refused, so that a misspelt one is not silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Office(Part):
    """A local government that this deployment serves."""

    area: Code
    name: str
    """As residents hear it: "곡성군 주민복지과"."""
    number: str
    """Whom to ring back, as it is written in a text: "061-360-0000"."""
    night_number: str | None = None


class TelephoneSettings(Part):
    """This deployment's share of its Connect instance."""

    lines: int = Field(ge=1)
    headroom: int = Field(default=2, ge=0)
    """Lines kept free for people who ring back."""
    starts_per_second: float = Field(default=2, gt=0)
    burst: int = Field(default=5, ge=1)
    caller_number: Korean
    instance_arn: str | None = None
    manage_lex_association: bool = True
    manage_lambda_association: bool = True

    @property
    def outbound_lines(self) -> int:
        """Calls at once that we may start ourselves."""
        return max(0, self.lines - self.headroom)


class TextSettings(Part):
    """Who sends texts."""

    provider: Literal["solapi", "aws"] = "solapi"
    sender: str
    """The registered sender number (solapi) or the origination identity (aws)."""
    channel: str | None = None
    base_url: str | None = None
    configuration_set: str = "anbu"


class ModelSettings(Part):
    """The language model, if any. Everything works without."""

    engine: Literal["none", "openai", "bedrock", "compatible"] = "none"
    name: str = ""
    base_url: str | None = None
    region: str | None = None


class ClockSettings(Part):
    """An accelerated clock: only where `embedded = true`."""

    start: datetime
    rate: float = Field(ge=1)


class DeploymentSettings(Part):
    """Everything that one deployment differs in from another."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,20}$")]
    account: Annotated[str, StringConstraints(pattern=r"^\d{12}$")] = "000000000000"
    region: str = "ap-northeast-2"
    embedded: bool = False
    offices: tuple[Office, ...] = Field(min_length=1)
    telephone: TelephoneSettings
    texts: TextSettings
    model: ModelSettings = ModelSettings()
    clock: ClockSettings | None = None
    holidays: tuple[date, ...] = ()
    """Temporary holidays, beyond those that the law and `data/holidays.toml` name."""
    ladder: dict[Code, dict[str, Any]] = {}
    """Single values of a 시군구's ladder that differ from `data/ladders.toml`."""
    campaigns: tuple[dict[str, Any], ...] = ()
    priority_weights: dict[Literal["first", "second", "third"], int] = {"first": 6, "second": 3, "third": 1}
    shards: int = Field(default=1, ge=1, le=64)
    extra: dict[str, Any] = {}
    """Settings of the infrastructure alone (retention, alarms' addresses, switches); functions do not read them."""

    @model_validator(mode="after")
    def _no_fast_clock_in_the_world(self) -> Self:
        if self.clock is not None and not self.embedded:
            raise ValueError(f"{self.name}: an accelerated clock is allowed only where embedded = true")
        return self

    def office_of(self, area: str) -> Office:
        """The office that serves an area (same 시군구: the first five digits).

        Raises:
            LookupError: none does: nobody there is called.
        """
        for office in self.offices:
            if office.area[:5] == area[:5]:
                return office
        raise LookupError(f"deployment {self.name} has no office for area {area}")


def read_settings(path: Path) -> DeploymentSettings:
    """The settings that lie in the settings layer."""
    return DeploymentSettings.model_validate_json(path.read_text("utf-8"))
