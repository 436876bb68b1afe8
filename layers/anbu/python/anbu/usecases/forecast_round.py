"""Before a round starts: what its list will ask of lines, and of each town's staff (issue C, item 1)."""

from collections import Counter

from anbu.domain.cases.round import Round
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.outreach.forecast import Expectation, Forecast, forecast
from anbu.usecases.certify_round import NoSuchRound, cases_of
from anbu.usecases.worlds import Work


def forecast_round(area: AreaCode, round_id: RoundId, work: Work, expected: Expectation) -> Forecast:
    """The forecast for everyone on the round's list, as if it started now.

    Raises:
        NoSuchRound: nobody has opened a round of that name in that area.
    """
    opened = work.ledger.get(Round, area, round_id)
    if opened is None:
        raise NoSuchRound(f"{area} {round_id}")
    rung, unrung = Counter[AreaCode](), Counter[AreaCode]()
    for case in cases_of(work.ledger, area, round_id):
        usable = any(number.kind.can_be_rung for number in case.numbers)
        (rung if usable else unrung)[case.area] += 1
    towns = {town: (rung[town], unrung[town]) for town in rung | unrung}
    phone, ladder = work.telephone, work.ladder(area)
    return forecast(towns, ladder, phone.lines, phone.rate, expected, work.clock.now(), opened.decide_by)
