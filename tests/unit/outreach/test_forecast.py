"""The forecast before a round: how long, what it leaves to each town, and whether that is in time."""

from datetime import date, datetime, timedelta

from anbu.data import load
from anbu.domain.cases.case import NumberRef
from anbu.domain.cases.round import Round
from anbu.domain.casework.figures import RoundFigures
from anbu.domain.ids import AreaCode, NumberKey
from anbu.domain.outreach.forecast import Expectation, Forecast, forecast
from anbu.domain.outreach.pace import StartRate
from anbu.domain.phones import PhoneKind
from anbu.domain.times import KST
from anbu.usecases.casework.count_round import recount_rounds
from anbu.usecases.forecast_round import forecast_round
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN, ladder
from tests.unit.outreach.outreach_world import ROUND, OutreachWorld

TOWN, OTHER = AreaCode("4672025000"), AreaCode("4672031000")
EXPECTED = Expectation(
    reached_per_call=0.5,
    seconds_per_call=100,
    counselled_of_reached=0.9,
    reached_by_staff=0.6,
    won_per_text=30,
    won_per_call_minute=40,
)


def made(
    towns: dict[AreaCode, tuple[int, int]], lines: int = 10, rate: float = 2, decide_by: date = date(2026, 12, 31)
) -> Forecast:
    return forecast(towns, ladder(), lines, StartRate(rate, 5), EXPECTED, MONDAY_TEN, decide_by)


def test_calls_follow_from_the_budget_and_the_share_reached() -> None:
    found = made({TOWN: (1000, 20)})
    assert found.people == 1020
    assert found.calls == 1750  # 1000 + 500 + 250
    assert round(found.line_hours, 1) == round(1750 * 100 / 3600, 1)
    assert found.cost_won == round(1000 * 30 + 1750 * 100 / 60 * 40)


def test_each_town_learns_what_it_will_have_to_do() -> None:
    town = made({TOWN: (800, 20), OTHER: (0, 5)}).towns[TOWN]
    assert town.people == 820
    assert town.staff_calls == 190  # 20 without a number, 100 never reached, 70 who want a person or refuse
    assert town.visits == 76
    assert town.reviews == 630
    assert made({OTHER: (0, 5)}).towns[OTHER].staff_calls == 5


def test_lines_decide_how_long_it_takes_and_nights_do_not_count() -> None:
    found = made({TOWN: (1000, 0)}, lines=2)
    need = timedelta(seconds=1750 * 100 / 2)  # 24.3 hours of open time from 10:30 on Monday
    assert found.calls_done_at == datetime(2026, 11, 25, 16, 48, 20, tzinfo=KST)
    assert need == timedelta(hours=24, minutes=18, seconds=20)


def test_starts_decide_where_lines_are_plenty() -> None:
    slow = made({TOWN: (5000, 0)}, lines=10_000, rate=0.5)
    assert slow.calls_done_at == datetime(2026, 11, 23, 15, 21, 40, tzinfo=KST)


def test_a_small_round_still_needs_its_gaps() -> None:
    assert made({TOWN: (3, 0)}, lines=100).calls_done_at == datetime(2026, 11, 23, 14, 30, tzinfo=KST)


def test_a_round_without_numbers_is_done_by_people_alone() -> None:
    found = made({TOWN: (0, 7)})
    assert (found.calls, found.cost_won) == (0, 0)
    assert found.calls_done_at == datetime(2026, 11, 23, 10, 30, tzinfo=KST)


def test_people_need_their_working_days_before_the_round_ends() -> None:
    assert made({TOWN: (10, 0)}, decide_by=date(2026, 12, 7)).in_time  # ten working days after Monday
    assert not made({TOWN: (10, 0)}, decide_by=date(2026, 12, 6)).in_time
    assert made({TOWN: (10, 0)}, decide_by=date(2027, 3, 1)).in_time


def test_beyond_the_known_holidays_nothing_is_promised() -> None:
    far = made({TOWN: (10_000_000, 0)}, lines=1)
    assert (far.calls_done_at, far.in_time) == (None, False)


def test_a_round_is_forecast_from_its_list() -> None:
    world = OutreachWorld()
    for n in range(4):
        world.add(n, area=TOWN)
    world.add(4, area=TOWN, numbers=())
    world.add(5, area=OTHER, numbers=(NumberRef(NumberKey("x"), PhoneKind.REPRESENTATIVE),))
    opened = world.work.ledger.get(Round, GOKSEONG, ROUND)
    assert opened is not None
    assert recount_rounds(world.work.ledger, world.work.clock) == 1
    counted = world.work.ledger.get(RoundFigures, GOKSEONG, ROUND)
    assert counted is not None
    found = forecast_round(opened, counted.towns, world.work, EXPECTED)
    assert (found.people, found.calls) == (6, 7)
    assert (found.towns[TOWN].people, found.towns[OTHER].staff_calls) == (5, 1)
    assert found.in_time


def test_the_figures_that_ship_are_an_expectation() -> None:
    table = {name: value for name, value in load("forecast").items() if name not in {"version", "measured"}}
    assert 0 < Expectation(**table).reached_per_call < 1
