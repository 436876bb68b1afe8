"""Figures by area and period, with what could tell who somebody is left out."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.figures import COUNTED, PARTS
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.suppression import suppressed
from anbu.domain.ids import AreaCode, RoundId
from anbu.usecases.casework.month_figures import month_figures
from anbu.usecases.casework.rounds import figures
from functions.casework_api.asking import AreaPath, Ask, Asking
from functions.casework_api.routes.rounds import RoundPath
from functions.casework_api.views.rounds import Figures, MonthView

router = new_router()
MonthPath = Annotated[str, Path(description="연-월 (예: 2026-11)", pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/figures",
    summary="차수 통계",
    tags=["현황"],
    operation_id="readFigures",
    responses=documented(401, 403, 404, 409, 422, 429),
)
def round_figures(ask: Ask, area: AreaPath, round_id: RoundPath) -> Figures:
    """읍면동별로 발굴·안내·통화·상담·종결 인원을 셉니다. 5명 미만인 칸은 보여 주지 않습니다."""
    counted = figures(ask.desk, ask.caller, AreaCode(area), RoundId(round_id))
    towns = {
        town: row
        for town, row in counted.towns.items()
        if ask.caller.may(Permit.SEE_FIGURES, AreaCode(town), ask.desk.areas)
    }
    table = suppressed(towns, COUNTED, PARTS)
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
    responses=documented(401, 403, 404, 422, 429),
)
def month(ask: Ask, area: AreaPath, month: MonthPath) -> MonthView:
    """한 달 동안의 결정과 종결을 지역별로 셉니다. 5명 미만인 칸은 보여 주지 않습니다."""
    found = month_figures(ask.desk, ask.caller, AreaCode(area), month)
    kinds = [kind.value for kind in DecisionKind]
    reasons = [f"closed_{reason}" for reason in ask.desk.reasons]
    rows = {str(row.area): row.decisions | {f"closed_{name}": n for name, n in row.closed.items()} for row in found}
    # a closing that holds at once is counted as both: who knows one could work the other out
    table = suppressed(rows, [*kinds, *reasons], {DecisionKind.CLOSE: reasons})
    hours: dict[str, float] = {}
    for name in (*kinds, *reasons):
        people, key = table.total[name], name if name in reasons else f"decided_{name}"
        if people:
            hours[name] = round(sum(row.hours.get(key, 0.0) for row in found) / people, 1)
    return MonthView(
        month=month,
        decisions=_named(ask, _some(table.rows, kinds)),
        closed=_named(ask, _some(table.rows, reasons)),
        total_decisions={kind: table.total[kind] for kind in kinds},
        total_closed={_bare(reason): table.total[reason] for reason in reasons},
        mean_hours=hours,
    )


def _some(rows: Mapping[str, dict[str, int | None]], columns: Iterable[str]) -> dict[str, dict[str, int | None]]:
    names = list(columns)
    return {area: {_bare(name): row[name] for name in names} for area, row in rows.items()}


def _bare(name: str) -> str:
    return name.removeprefix("closed_")


def _named(ask: Asking, rows: Mapping[str, dict[str, int | None]]) -> dict[str, dict[str, int | None]]:
    return {ask.office.area_name(AreaCode(area)): row for area, row in rows.items()}
