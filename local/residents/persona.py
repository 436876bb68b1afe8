"""Residents who answer the telephone: persona files (contract 5). The same file answers the same questions alike."""

import re
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from anbu.domain.times import KST
from local.telephone.effects import SILENCE, Alternative, Heard, HungUp

Answering = Literal["no_answer", "busy", "voicemail", "invalid_number", "other_person"]
PERSONAS = Path(__file__).parent


class Reading(BaseModel):
    """One way in which speech recognition understood the persona."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)
    text: str
    confidence: float = Field(default=0.9, ge=0, le=1)


class Line(BaseModel):
    """What the persona says, or which keys they press, when the agent has said something that `when` finds."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)
    when: re.Pattern[str]
    say: str | tuple[Reading, ...] | None = None
    keys: str | None = Field(default=None, pattern=r"^[0-9*#]+$")
    times: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def not_both(self) -> Self:
        """Says something or presses keys; with neither, keeps silent."""
        if self.say is not None and self.keys is not None:
            raise ValueError("`say` 와 `keys` 가운데 하나만 적어 주세요.")
        return self

    def heard(self) -> Heard:
        """As it comes over the line."""
        if self.keys is not None:
            return Heard(keys=self.keys)
        if isinstance(self.say, str):
            return Heard.words(self.say)
        said = [Alternative(reading.text, reading.confidence) for reading in self.say or () if reading.text.strip()]
        return Heard(tuple(said)) if said else SILENCE


class Persona(BaseModel):
    """One resident. `turns` play for whoever or whatever answers the telephone."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)
    name: str
    answers_phone: Literal[True] | Answering = True
    indicators: tuple[str, ...] = ()
    turns: tuple[Line, ...] = ()
    hang_up_after: int | None = Field(default=None, ge=0)
    resident: str | None = None
    number_source: str | None = None
    now: datetime | None = None

    @field_validator("now")
    @classmethod
    def with_zone(cls, value: datetime | None) -> datetime | None:
        """A time without a zone is meant as Korean time."""
        return value.replace(tzinfo=KST) if value is not None and value.tzinfo is None else value

    @property
    def picks_up(self) -> bool:
        """Is there anybody, or any machine, who answers?"""
        return self.answers_phone in {True, "voicemail", "other_person"}


class Resident:
    """A persona during one call: what they have heard since they last spoke, and which lines they have used up."""

    def __init__(self, persona: Persona) -> None:
        """One call; a second call needs another."""
        self._persona = persona
        self._left = [line.times for line in persona.turns]
        self._heard: list[str] = []
        self._spoken = 0

    def hears(self, text: str) -> None:
        """The agent says something."""
        self._heard.append(text)

    def answers(self) -> Heard:
        """What the persona says now: the first line that fits and is not used up; silence where none does.

        Raises:
            HungUp: they have spoken as often as they will.
        """
        if self._persona.hang_up_after is not None and self._spoken >= self._persona.hang_up_after:
            raise HungUp
        agent = "\n".join(self._heard)
        self._heard.clear()
        for n, line in enumerate(self._persona.turns):
            if self._left[n] and line.when.search(agent):
                self._left[n] -= 1
                heard = line.heard()
                self._spoken += heard != SILENCE
                return heard
        return SILENCE


def load_persona(path: Path) -> Persona:
    """The persona in a YAML file.

    Raises:
        ValueError: the file is not a persona (contract 5); the message says where.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Persona.model_validate(content)


def all_personas(folder: Path = PERSONAS) -> list[Persona]:
    """Every persona of the project, in the order of the file names."""
    return [load_persona(path) for path in sorted(folder.rglob("*.yaml"))]
