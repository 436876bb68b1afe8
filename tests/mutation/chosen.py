"""Which tests a mutant is shown: those that come past what it changes, the likeliest to notice first."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from tests.mutation.mutants import Place

LONG = 3.0
"""A test that takes so many seconds is run only for what no other test comes past."""
MOST = 10.0
"""Seconds of tests, the likeliest first, that one mutant is shown: a line that every test runs is not shown to all."""
FILES = 8
"""Files of tests that are shown what is run on importing."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the tests do when nothing is broken."""

    imported: frozenset[tuple[str, int]]
    seconds: dict[str, float]
    lines: dict[str, frozenset[tuple[str, int]]]

    def tests_of(self, module: str, place: Place) -> list[str]:
        """The tests that can notice a mutant there, the likeliest and quickest first."""
        there = {(module, line) for line in place.lines}
        past = {name for name, lines in self.lines.items() if place.function and lines & there}
        nearest = self._nearest(module) if self.is_run_on_importing(module, place) else set()
        return self._likeliest(module, past or nearest)

    def is_run_on_importing(self, module: str, place: Place) -> bool:
        """Whether exchanging a function would come too late."""
        return place.function is None or any((module, line) in self.imported for line in place.body)

    def _nearest(self, module: str) -> set[str]:
        """The tests of the few files that are about the module, since each file has to be imported anew: those that
        name it and little else, or else those that come past it most."""
        past = Counter(file_of(name) for name, lines in self.lines.items() if any(at == module for at, _ in lines))
        naming = _naming(module, frozenset(map(file_of, self.lines)))
        files = sorted(naming, key=lambda file: (naming[file], file)) or [file for file, _ in past.most_common()]
        return {name for name in self.lines if file_of(name) in files[:FILES]}

    def _likeliest(self, module: str, names: set[str]) -> list[str]:
        naming = _naming(module, frozenset(map(file_of, self.lines)))
        ordered = sorted(names, key=lambda name: (file_of(name) not in naming, self.seconds[name]))
        quick = [name for name in ordered if self.seconds[name] < LONG] or ordered
        so_far = list(accumulate(self.seconds[name] for name in quick))
        return [name for name, upto in zip(quick, so_far, strict=True) if upto < MOST] or quick[:1]


@cache
def _naming(module: str, files: frozenset[str]) -> dict[str, int]:
    """The files of tests that name the module, and how many of ours each of them names."""
    dotted = module.removesuffix(".py").split("/python/")[-1].replace("/", ".")
    texts = {file: Path(file).read_text("utf-8") for file in files}
    return {file: text.count("from anbu.") for file, text in texts.items() if dotted in text}


def file_of(test: str) -> str:
    """The file in which a test stands."""
    return test.split("::", maxsplit=1)[0]
