"""`anbu cost` adds up, grows with the people, and says which prices nobody has looked up."""

import json
from pathlib import Path

import pytest

from local.cli.main import main
from local.cost.estimate import PRICES, estimate, read_prices


def test_nobody_costs_nothing() -> None:
    assert sum(line.won for line in estimate(0, read_prices())) == 0


def test_ten_times_the_people_cost_ten_times_as_much() -> None:
    small, large = (sum(line.won for line in estimate(people, read_prices())) for people in (2_000, 20_000))
    assert large == pytest.approx(10 * small, rel=0.001)


def test_the_minutes_of_talk_are_those_of_the_answered_calls() -> None:
    table = read_prices()
    volumes = table["volumes"]
    minutes = next(line for line in estimate(100, table) if line.unit == "minute").amount
    assert minutes == pytest.approx(
        100 * volumes["attempts"] * volumes["answered_share"] * volumes["talk_minutes"], abs=0.1
    )


def test_every_price_has_its_source_and_says_whether_it_was_looked_up() -> None:
    for price in read_prices()["price"]:
        assert price["source"]
        assert isinstance(price["checked"], bool)
        assert ("krw" in price) != ("usd" in price)


def test_the_sum_is_that_of_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "jeonnam", "--people", "2000", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["won"] == sum(line["won"] for line in told["lines"]) > 0


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere", "--people", "1"],
        ["jeonnam", "--people", "-1"],
        ["jeonnam", "--people", "1", "--prices", "none.toml"],
    ],
)
def test_what_cannot_be_reckoned_is_refused(words: list[str]) -> None:
    assert main(["cost", *words]) == 1


def test_an_office_brings_its_own_prices(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(PRICES.read_text("utf-8").replace("krw = 50", "krw = 500"), "utf-8")
    texts = next(line.won for line in estimate(1000, read_prices(own)) if line.unit == "message")
    assert texts == pytest.approx(1.1 * 1000 * 500, abs=1)
