"""`anbu simulate`: its checker finds what is planted, its rounds keep every promise, its shares add up."""

import json
from pathlib import Path

import pytest

from local.cli.main import main
from local.simulate.baselines import compare
from local.simulate.books import Books, read
from local.simulate.checker import check, windows
from local.simulate.faults import Faults
from local.simulate.round import START, Round, Setting
from local.simulate.simulate import WORTH_SPLITTING, shares_of

MINUTE = 60_000_000
HOUR = 60 * MINUTE
FAULTS = Faults.parse("drop=0.05,duplicate=0.05,reorder=0.1,crash=0.01")


def books(tmp_path: Path, *lines: str) -> Books:
    log = tmp_path / "planted.log"
    log.write_text("".join(line.replace(" ", "\t") + "\n" for line in lines))
    return read(log)


GOOD = ("enrolled a", "moved 0 a call_due 0", "start 1000000 a-1 n1 k1", "moved 1000000 a calling 9", "end 2000000 k1")


def test_an_honest_log_has_nothing_to_report(tmp_path: Path) -> None:
    found = check(books(tmp_path, *GOOD, "final a review 5"), START, 1, 2)
    assert (found.double_calls, found.double_notices, found.outside_window, found.unaccounted) == (0, 0, 0, 0)
    assert found.balanced
    assert (found.attempts, found.max_lines_used, found.max_starts_per_second) == (1, 1, 1)


@pytest.mark.parametrize(
    ("planted", "finding", "count"),
    [
        (("start 1500000 a-1 n1 k2", "end 1600000 k2"), "double_calls", 1),  # one attempt, two acts
        ((f"start {9 * MINUTE} a-2 n1 k2", f"end {10 * MINUTE} k2"), "double_calls", 1),  # the number had not rested
        ((f"start {11 * MINUTE + 1} a-2 n1 k2", f"end {12 * MINUTE} k2"), "double_calls", 0),
        (("text 1 a-t1 n1", "text 2 a-t1 n1"), "double_notices", 1),
        (("text 1 a-t1 n1", f"text {11 * HOUR} b-t1 n1"), "double_notices", 1),
        (("text 1 a-t1 n1", f"text {13 * HOUR} b-t1 n1"), "double_notices", 0),
        ((f"start {9 * HOUR} b-1 n2 k2", f"end {9 * HOUR + 1} k2"), "outside_window", 1),  # 18:00 sharp
        ((f"start {9 * HOUR - 1} b-1 n2 k2", f"end {9 * HOUR} k2"), "outside_window", 0),
        ((f"start {5 * 24 * HOUR} b-1 n2 k2", f"end {5 * 24 * HOUR + 1} k2"), "outside_window", 1),  # a Saturday
        (("enrolled lost",), "unaccounted", 1),
        (("enrolled b", "final b call_due -"), "unaccounted", 1),  # open without a due time
        (("enrolled b", "final b nowhere 5"), "unaccounted", 1),
        (("enrolled b", "final b closed -"), "unaccounted", 0),
        (("enrolled b", "final b review 5", "final b review 5"), "unaccounted", 1),  # in two places
        (("start 1000000 b-1 n2 k2", "end 1900000 k2"), "max_lines_used", 2),
        (("start 1999999 b-1 n2 k2", "end 2000001 k2"), "max_starts_per_second", 2),
        (("start 2000000 b-1 n2 k2", "end 2000001 k2"), "max_starts_per_second", 1),
        (("refused 1 a-9",), "starts_refused", 1),
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, planted: tuple[str, ...], finding: str, count: int) -> None:
    found = check(books(tmp_path, *GOOD, "final a review 5", *planted), START, 1, 2)
    assert getattr(found, finding) == count


def test_a_stranger_in_the_ledger_upsets_the_balance(tmp_path: Path) -> None:
    assert not check(books(tmp_path, *GOOD, "final a review 5", "final stranger review 5"), START, 1, 2).balanced


def test_idle_lines_count_only_while_somebody_is_due(tmp_path: Path) -> None:
    half = check(books(tmp_path, *GOOD, "final a review 5"), START, 1, 2)
    assert half.line_utilisation == 0  # due for a second, idle for that second; then busy with nobody waiting
    assert half.makespan_ratio == pytest.approx(2.0)


def test_an_unknown_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such line"):
        books(tmp_path, "made-up 1")


def test_the_checkers_windows_leave_out_weekends_and_holidays() -> None:
    days = windows(START, 40 * 24 * HOUR)
    assert days[0] == (0, 9 * HOUR)
    assert len(days) == 28  # six weeks from 23 November, less 성탄절 and 신정


def run(setting: Setting, tmp_path: Path) -> Books:
    log = tmp_path / "events.log"
    Round(setting, log).run()
    return read(log)


def test_a_round_ends_with_everybody_in_peoples_hands(tmp_path: Path) -> None:
    found = check(run(Setting(400, 10, 2), tmp_path), START, 10, 2)
    assert (found.unaccounted, found.double_calls, found.double_notices, found.outside_window) == (0, 0, 0, 0)
    assert found.balanced
    assert found.still_with_machine == 0
    assert found.max_lines_used <= 10
    assert found.max_starts_per_second <= 2
    assert found.line_utilisation > 0.9


HEAVY = Faults.parse("drop=0.3,duplicate=0.3,reorder=0.4,crash=0.1")


@pytest.mark.parametrize(
    ("faults", "people", "seed"), [(FAULTS, 250, 1), (FAULTS, 250, 2), (FAULTS, 250, 3), (HEAVY, 60, 4), (HEAVY, 60, 5)]
)
def test_faults_everywhere_lose_nobody_and_double_nothing(
    tmp_path: Path, faults: Faults, people: int, seed: int
) -> None:
    found = check(run(Setting(people, 12, 2, seed=seed, faults=faults), tmp_path), START, 12, 2)
    assert (found.unaccounted, found.double_calls, found.double_notices, found.outside_window) == (0, 0, 0, 0)
    assert found.balanced
    assert found.still_with_machine == 0
    assert found.max_lines_used <= 12
    assert found.max_starts_per_second <= 2


def test_the_same_seed_is_the_same_round(tmp_path: Path) -> None:
    first = run(Setting(60, 5, 2, seed=7, faults=FAULTS), tmp_path).starts
    assert first == run(Setting(60, 5, 2, seed=7, faults=FAULTS), tmp_path).starts
    assert first != run(Setting(60, 5, 2, seed=8, faults=FAULTS), tmp_path).starts


@pytest.mark.parametrize(("people", "lines", "rps"), [(200_000, 500, 10.0), (60_001, 121, 3.0), (50_000, 7, 2.0)])
def test_shares_add_up_to_the_whole(people: int, lines: int, rps: float) -> None:
    shares = shares_of(Setting(people, lines, rps))
    assert len(shares) == 2
    assert sum(share.people for share in shares) == people
    assert sum(share.lines for share in shares) == lines
    assert sum(share.rps for share in shares) == rps
    assert all(share.rps == int(share.rps) and share.lines > 0 for share in shares)
    assert shares[1].first_person == shares[0].people


@pytest.mark.parametrize(
    "setting", [Setting(WORTH_SPLITTING - 1, 500, 10), Setting(200_000, 500, 2.5), Setting(200_000, 9, 1)]
)
def test_what_cannot_be_split_in_whole_starts_is_not(setting: Setting) -> None:
    assert shares_of(setting) == [setting]


@pytest.mark.parametrize("spec", ["lose=0.1", "drop=0.6", "drop=-0.1", "drop=much", "drop"])
def test_faults_that_make_no_sense_are_refused(spec: str) -> None:
    with pytest.raises(ValueError, match=r"fault|probability"):
        Faults.parse(spec)


def test_the_report_is_contract_seven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--people", "50", "--lines", "5", "--out", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report)[:14] == [
        "people", "lines", "attempts", "days", "line_utilisation", "makespan_ratio", "max_lines_used",
        "max_starts_per_second", "outside_window", "double_calls", "double_notices", "unaccounted", "balanced",
        "seconds",
    ]  # fmt: skip
    assert Path(report["picture"]).read_text("utf-8").lstrip().startswith("<?xml")


def test_a_list_of_nobody_is_a_round_of_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--people", "0", "--out", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["attempts"], report["balanced"], report["line_utilisation"]) == (0, True, 1.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lines", "0"), "--lines must be 1 or more; it is 0"),
        (("--people", "-1"), "--people must be 0 or more; it is -1"),
        (("--days", "0"), "--days must be 1 or more"),
        (("--rps", "inf"), "--rps must be from"),
        (("--rps", "nan"), "--rps must be from"),
        (("--rps", "-2"), "--rps must be from"),
        (("--faults", "lose=1"), "unknown fault 'lose'"),
        (("--faults", "drop"), "drop must be a probability"),
        (("--faults", "drop=nan"), "drop must be a probability"),
        (("--out", "/dev/null/here"), "/dev/null"),
    ],
)
def test_input_that_makes_no_sense_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main(["simulate", "--people", "10", *words]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert len(told.err.splitlines()) == 1
    assert not told.out


def test_others_need_longer_for_the_same_people() -> None:
    others = compare(4000, 20, 2, 1)
    assert others["fixed_rate"].line_utilisation < others["polling_workers"].line_utilisation
    assert others["polling_workers"].line_utilisation < others["stacked_retries"].line_utilisation < 1
