"""Before a round starts: what its list will ask of lines, and of each town's staff (issue C, item 1)."""

from collections.abc import Mapping

from anbu.domain.cases.round import Round
from anbu.domain.casework.figures import NO_NUMBER
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.forecast import Expectation, Forecast, forecast
from anbu.usecases.worlds import Work


def forecast_round(
    opened: Round, towns: Mapping[str, Mapping[str, int]], work: Work, expected: Expectation
) -> Forecast:
    """The forecast for everyone on the round's list as it was last counted by town, as if it started now."""
    counts = {
        AreaCode(town): (row.get("found", 0) - row.get(NO_NUMBER, 0), row.get(NO_NUMBER, 0))
        for town, row in towns.items()
    }
    phone, ladder = work.telephone, work.ladder(opened.area)
    return forecast(counts, ladder, phone.lines, phone.rate, expected, work.clock.now(), opened.decide_by)
