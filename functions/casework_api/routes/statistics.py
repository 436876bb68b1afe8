"""Figures by area and period, with what could tell who somebody is left out."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from anbu.adapters.api.problems import READING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.figures import COUNTED, PARTS
from anbu.domain.casework.suppression import suppressed
from anbu.domain.ids import AreaCode, RoundId
from anbu.usecases.casework.period_figures import Decided, Period, decided_in, period_figures
from anbu.usecases.casework.rounds import share_of_figures
from functions.casework_api.asking import AreaPath, Ask, Asking
from functions.casework_api.routes.rounds import RoundPath
from functions.casework_api.views.rounds import Figures, MonthView, PeriodView

router = new_router()
_MONTH = r"^20\d\d-(0[1-9]|1[0-2])$"
MonthPath = Annotated[str, Path(description="연-월 (예: 2026-11)", pattern=_MONTH)]
FromMonth = Annotated[str, Query(alias="from", description="시작하는 달 (예: 2026-09)", pattern=_MONTH)]
UntilMonth = Annotated[str, Query(alias="until", description="끝나는 달까지 (예: 2026-11)", pattern=_MONTH)]


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/figures",
    summary="차수 통계",
    tags=["현황"],
    operation_id="readFigures",
    responses=documented(*READING),
)
def round_figures(ask: Ask, area: AreaPath, round_id: RoundPath) -> Figures:
    """읍면동별로 발굴·안내·통화·상담·종결 인원입니다. 읍면동이 물으면 그 몫만 보입니다. 5명 미만인 칸은 비웁니다."""
    counted = share_of_figures(ask.desk, ask.caller, AreaCode(area), RoundId(round_id))
    table = suppressed(counted.towns, COUNTED, PARTS)
    return Figures(
        at=counted.at,
        columns=list(COUNTED),
        areas=_named(ask, table.rows),
        total=table.total,
        mean_hours=counted.hours,
    )


@router.get(
    "/v1/areas/<area>/months/<month>/decisions",
    summary="월별 결정 통계",
    tags=["현황"],
    operation_id="readMonth",
    responses=documented(*READING),
)
def month(ask: Ask, area: AreaPath, month: MonthPath) -> MonthView:
    """한 달 동안의 결정과 종결을 지역별로 셉니다. 5명 미만인 칸은 보여 주지 않습니다."""
    found = decided_in(ask.desk, ask.caller, AreaCode(area), Period(month, month))
    return MonthView.model_validate({"month": month} | _decided(ask, found))


@router.get(
    "/v1/areas/<area>/figures",
    summary="기간 통계",
    tags=["현황"],
    operation_id="readPeriod",
    responses=documented(*READING),
)
def period(ask: Ask, area: AreaPath, first: FromMonth, last: UntilMonth) -> PeriodView:
    """기간(12개월까지) 안에 연 차수의 발굴·안내·통화·상담 인원과, 그 기간의 결정·종결을 지역별로 셉니다.

    5명 미만인 칸과, 그런 칸을 알아낼 수 있는 합계는 비웁니다.
    """
    found = period_figures(ask.desk, ask.caller, AreaCode(area), Period(first, last))
    told = {
        "first": first,
        "last": last,
        "rounds": list(found.rounds),
        "uncounted": list(found.uncounted),
        "columns": list(COUNTED),
        "areas": _named(ask, found.people.rows),
        "total": found.people.total,
    }
    return PeriodView.model_validate(told | _decided(ask, found.decided))


def _decided(ask: Asking, found: Decided) -> dict[str, object]:
    table = found.table
    return {
        "decisions": _named(ask, _some(table.rows, found.kinds)),
        "closed": _named(ask, _some(table.rows, found.reasons)),
        "total_decisions": {kind: table.total[kind] for kind in found.kinds},
        "total_closed": {_bare(reason): table.total[reason] for reason in found.reasons},
        "mean_hours": found.hours,
    }


def _some(rows: Mapping[str, dict[str, int | None]], columns: Iterable[str]) -> dict[str, dict[str, int | None]]:
    names = list(columns)
    return {area: {_bare(name): row[name] for name in names} for area, row in rows.items()}


def _bare(name: str) -> str:
    return name.removeprefix("closed_")


def _named(ask: Asking, rows: Mapping[str, dict[str, int | None]]) -> dict[str, dict[str, int | None]]:
    return {ask.office.area_name(AreaCode(area)): row for area, row in rows.items()}
