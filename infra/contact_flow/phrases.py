"""The few sentences that the flows say themselves, read from the approved text beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Phrases:
    """Approved Korean sentences. None of them tells why somebody was rung."""

    not_now: str
    sorry: str
    safe: str
    connecting: str
    nobody_free: str
    goodbye: str
    no_summary: str
    duty: str
    duty_again: str
    duty_thanks: str
    duty_taken: str
    duty_next: str


@cache
def approved_phrases() -> Phrases:
    """The sentences of `phrases.toml`."""
    content = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
    return Phrases(**content["phrases"])
