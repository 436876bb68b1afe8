"""The chain of hashes link by link: what is kept today must be found whole, or broken, by every later version."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from anbu.domain.casework.audit import GENESIS, Act, AuditEntry, AuditHead, broken_links, chained, first_broken, hash_of
from anbu.domain.times import KST

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=KST)
KNOWN = "a049b66856a40fd458885ca7c31742322eb8139d91937498db25353933b19fe8"


def chain(length: int) -> list[AuditEntry]:
    head, entries = AuditHead("me"), []
    for number in range(length):
        entries.append(chained(head, NOW, Act.VIEW, f"c{number}", "casework"))
        head = AuditHead("me", entries[-1].seq, "".join(entries[-1].hash))
    return [replace(entry, seq=int(str(entry.seq)), previous="".join(entry.previous)) for entry in entries]


def rehashed(entry: AuditEntry, **change: Any) -> AuditEntry:
    """Changed by somebody who knows how hashes are made."""
    changed = replace(entry, **change)
    return replace(changed, hash=hash_of(changed))


def test_an_entry_of_last_year_still_has_the_hash_that_was_kept() -> None:
    """Were it reckoned in another way, every chain that is kept would be told as broken."""
    entry = chained(AuditHead("me", 4, "ab" * 32), NOW, Act.VIEW, "c1", "casework", ("한글",))
    assert entry == AuditEntry("me", 5, NOW, Act.VIEW, "c1", "casework", ("한글",), "ab" * 32, KNOWN)
    assert hash_of(replace(entry, version=3, at=NOW.astimezone(UTC))) == KNOWN, "as the ledger gives it back"


@pytest.mark.parametrize(
    "change",
    [
        {"chain": "you"},
        {"seq": 6},
        {"at": NOW + timedelta(seconds=1)},
        {"act": Act.LIST},
        {"subject": "c2"},
        {"why": "rights"},
        {"detail": ()},
        {"previous": GENESIS},
    ],
)
def test_the_hash_holds_everything_that_an_entry_says(change: dict[str, object]) -> None:
    entry = chained(AuditHead("me", 4, "ab" * 32), NOW, Act.VIEW, "c1", "casework", ("한글",))
    assert hash_of(replace(entry, **change)) != KNOWN  # type: ignore[arg-type]


def test_a_chain_begins_with_nothing_before_it() -> None:
    (first,) = chain(1)
    assert (AuditHead("me").seq, AuditHead("me").hash) == (0, "0" * 64)
    assert (first.seq, first.previous) == (1, GENESIS)


ENTRIES = chain(6)
REHASHED = rehashed(ENTRIES[2], subject="x")


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        (ENTRIES, []),
        ([], []),
        (ENTRIES[:2] + ENTRIES[3:], [4]),  # one is missing
        (ENTRIES[:1] + ENTRIES[3:], [4]),
        (ENTRIES[1:], [2]),
        ([*ENTRIES[:2], replace(ENTRIES[2], subject="x"), *ENTRIES[3:]], [3]),  # changed
        ([*ENTRIES[:2], REHASHED, *ENTRIES[3:]], [4]),  # changed, with a new hash: the next one does not fit
        ([*ENTRIES[:3], ENTRIES[2], *ENTRIES[3:]], [3]),  # put in twice
        ([replace(ENTRIES[0], previous="ab" * 32), *ENTRIES[1:]], [1]),
        ([*ENTRIES[:5], rehashed(ENTRIES[5], seq=7)], [7]),
        ([*ENTRIES[:5], rehashed(ENTRIES[5], seq=5)], [5]),
    ],
)
def test_each_entry_that_does_not_fit_is_named(entries: list[AuditEntry], broken: list[int]) -> None:
    assert list(broken_links(entries, None, 0)) == broken
    assert (first_broken(entries) is None) is (broken == [])


@pytest.mark.parametrize("subject", list("abcdefgh"))
def test_whatever_is_written_instead_is_found(subject: str) -> None:
    """A hash is as often below another one as above it."""
    plain = [*ENTRIES[:2], replace(ENTRIES[2], subject=subject), *ENTRIES[3:]]
    clever = [*ENTRIES[:2], rehashed(ENTRIES[2], subject=subject), *ENTRIES[3:]]
    assert (list(broken_links(plain, None, 0)), first_broken(plain)) == ([3], 3)
    assert (list(broken_links(clever, None, 0)), first_broken(clever)) == ([4], 4)


def test_a_long_chain_is_whole() -> None:
    entries = chain(300)
    assert first_broken(entries, AuditHead("me", 300, "".join(entries[-1].hash))) is None
    assert list(broken_links(entries, None, 0)) == []
    assert list(broken_links(entries[280:], entries[279], 280)) == []


def test_a_stretch_is_judged_by_the_entry_before_it() -> None:
    assert list(broken_links(ENTRIES[3:], ENTRIES[2], 3)) == []
    assert list(broken_links(ENTRIES[3:], None, 3)) == [4], "the entry before it is missing"
    assert list(broken_links(ENTRIES[3:], ENTRIES[1], 3)) == [4]
    assert list(broken_links(ENTRIES[3:], ENTRIES[2], 2)) == [4]


@pytest.mark.parametrize(
    ("entries", "head", "broken"),
    [
        (ENTRIES, AuditHead("me", 6, ENTRIES[5].hash), None),
        (ENTRIES, None, None),
        (ENTRIES[:5], AuditHead("me", 6, ENTRIES[5].hash), 6),  # cut off at the end
        (ENTRIES[:5], AuditHead("me", 5, ENTRIES[5].hash), 6),
        (ENTRIES, AuditHead("me", 5, ENTRIES[5].hash), 7),
        ([], AuditHead("me"), None),
        ([], AuditHead("me", 1, ENTRIES[0].hash), 1),
        ([*ENTRIES[:2], replace(ENTRIES[2], subject="x"), *ENTRIES[3:]], None, 3),
        ([*ENTRIES[:2], REHASHED, *ENTRIES[3:]], None, 4),
        (ENTRIES[:2] + ENTRIES[3:], None, 3),
    ],
)
def test_with_its_head_a_chain_that_was_cut_off_is_found(
    entries: list[AuditEntry], head: AuditHead | None, broken: int | None
) -> None:
    assert first_broken(entries, head) == broken
