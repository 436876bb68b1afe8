"""Invented residents: who stands on the list, and how each call is taken. All chance comes from one seed."""

import tomllib
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from anbu.domain.cases.case import NumberRef, Priority
from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import Need
from anbu.domain.ids import NumberKey
from anbu.domain.phones import PhoneKind

TABLE = tomllib.loads(Path(__file__).with_name("residents.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Taken:
    """How one call goes: rings so long, then talks so long."""

    outcome: Outcome
    rings: float
    talks: float
    later: timedelta | None = None

    @property
    def answered(self) -> bool:
        """Somebody or something picked up."""
        return self.talks > 0


class Residents:
    """Draws people and answers."""

    def __init__(self, seed: int) -> None:
        self._people, self._calls = Random(f"people-{seed}"), Random(f"calls-{seed}")
        self._answers = TABLE["answer"]
        self._shares = list(accumulate(answer["share"] for answer in self._answers))
        self._needs = [Need(name) for name in TABLE["need"]]
        self._need_shares = list(accumulate(TABLE["need"].values()))

    def take_call(self) -> Taken:
        """How the next call goes."""
        chance = self._calls
        answer = self._answers[bisect(self._shares, chance.random() * self._shares[-1])]
        outcome = Outcome(answer["outcome"])
        rings = answer["rings"] * chance.uniform(0.6, 1.4)
        talks = answer["talks"] * min(chance.lognormvariate(-0.08, 0.4), 3.5)
        named = answer.get("named_minutes")
        later = timedelta(minutes=chance.choice(named)) if named else None
        return Taken(outcome, rings, talks, later)

    def need(self) -> Need:
        """What a counselling shows."""
        return self._needs[bisect(self._need_shares, self._calls.random() * self._need_shares[-1])]

    def text_fails(self) -> bool:
        """Whether a text never reaches its telephone."""
        return self._calls.random() < float(TABLE["people"]["text_fails"])

    def people(self, how_many: int, first: int = 0) -> Iterator[tuple[tuple[NumberRef, ...], Priority]]:
        """The numbers and the priority class of everyone on the list."""
        table, chance = TABLE["people"], self._people
        last: tuple[NumberRef, ...] = ()
        for n in range(first, first + how_many):
            numbers = self._numbers(n)
            if last and chance.random() < table["shared_phone"]:
                numbers = last
            last = numbers
            lot = chance.random()
            one, two = table["first_class"], table["first_class"] + table["second_class"]
            yield numbers, Priority.FIRST if lot < one else Priority.SECOND if lot < two else Priority.THIRD

    def _numbers(self, n: int) -> tuple[NumberRef, ...]:
        table, chance = TABLE["people"], self._people
        lot = chance.random()
        if lot < table["no_number"]:
            return ()
        if lot < table["no_number"] + table["landline_only"]:
            return (NumberRef(NumberKey(f"+8261{n:08}"), PhoneKind.LANDLINE),)
        mobile = NumberRef(NumberKey(f"+8210{n:08}"), PhoneKind.MOBILE)
        if chance.random() < table["two_numbers"]:
            return (mobile, NumberRef(NumberKey(f"+8210{10_000_000 + n:08}"), PhoneKind.MOBILE))
        return (mobile,)
