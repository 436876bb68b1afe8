"""Results as a workbook."""

from base64 import b64encode
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from anbu.adapters.api.problems import READING, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.results_workbook import results_workbook
from anbu.domain.ids import AreaCode, RoundId
from anbu.usecases.casework.export_results import export_results
from functions.casework_api.asking import AreaPath, Ask, Next
from functions.casework_api.routes.rounds import RoundPath

router = new_router()
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int, Any] = {
    200: {
        "description": "xlsx 파일. 다음 쪽이 있으면 X-Next 헤더에 next 값이 있습니다.",
        "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/results",
    summary="차수 결과 내려받기 (xlsx)",
    tags=["현황"],
    operation_id="exportResults",
    responses=documented(*READING) | _FILE,
)
def results(
    ask: Ask,
    area: AreaPath,
    round_id: RoundPath,
    limit: Annotated[int, Query(description="한 파일에 담을 사람 수", ge=1, le=300)] = 300,
    after: Next = None,
) -> Response[str]:
    """사람마다 상담·결정·종결 결과를 한 줄로 적은 파일입니다. 내려받은 사실이 감사 기록에 남습니다."""
    scope = (ask.caller.id, "results", area, round_id)
    cursor = str(ask.office.cursors.open(scope, after)[0]) if after else None
    found = export_results(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), limit, cursor)
    headers: dict[str, str | list[str]] = {"Content-Disposition": f'attachment; filename="results-{round_id}.xlsx"'}
    if found.cursor:
        headers["X-Next"] = ask.office.cursors.seal(scope, found.cursor)
    answer = Response(HTTPStatus.OK, _XLSX, b64encode(results_workbook(found.rows)).decode(), headers=headers)
    answer.base64_encoded = True  # bytes would be taken for JSON text
    return answer
