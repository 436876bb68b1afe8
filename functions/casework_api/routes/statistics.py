"""Figures by area and period, with what could tell who somebody is left out."""

from collections.abc import Mapping
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.figures import COUNTED, shown, total
from anbu.domain.casework.roles import Permit
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
    return Figures(
        at=counted.at,
        columns=list(COUNTED),
        areas=_named(ask, shown(towns, COUNTED)),
        total=total(towns.values(), COUNTED),
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
    decisions = {str(row.area): row.decisions for row in found}
    closed = {str(row.area): row.closed for row in found}
    kinds, reasons = [kind.value for kind in DecisionKind], list(ask.desk.reasons)
    hours: dict[str, float] = {}
    counts = total(decisions.values(), kinds)
    for kind in kinds:
        if counts[kind]:
            spent = sum(row.hours.get(f"decided_{kind}", 0.0) for row in found)
            hours[kind] = round(spent / (counts[kind] or 1), 1)
    return MonthView(
        month=month,
        decisions=_named(ask, shown(decisions, kinds)),
        closed=_named(ask, shown(closed, reasons)),
        total_decisions=counts,
        total_closed=total(closed.values(), reasons),
        mean_hours=hours,
    )


def _named(ask: Asking, rows: Mapping[str, dict[str, int | None]]) -> dict[str, dict[str, int | None]]:
    return {ask.office.area_name(AreaCode(area)): row for area, row in rows.items()}
