"""One case: its page, a transcript, its story."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from anbu.adapters.api.etags import etag
from anbu.adapters.api.problems import READING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.cases.case import Case, Person
from anbu.domain.casework.audit import Purpose
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AttemptId, CaseId
from anbu.usecases.casework.names import names_of
from anbu.usecases.casework.open_case import Pages, open_case
from anbu.usecases.casework.read_transcript import read_transcript
from anbu.usecases.casework.tell_why import tell_why
from anbu.usecases.casework.who_asks import reachable_case
from functions.casework_api.asking import Ask, Asking, CaseIdPath
from functions.casework_api.views.cases import CasePage
from functions.casework_api.views.rows import CaseRow
from functions.casework_api.views.story import StoryView
from functions.casework_api.views.transcript import TranscriptView

router = new_router()
For = Annotated[Purpose, Query(alias="for", description="열어 보는 까닭. 열람 기록에 남습니다.")]
AttemptPath = Annotated[str, Path(description="통화 번호", pattern=r"^c[a-z2-7]{20}-(call|ring_back)-\d{1,4}$")]


@router.get(
    "/v1/cases/<case_id>",
    summary="사례 한 건",
    tags=["사례"],
    operation_id="openCase",
    responses=documented(*READING),
)
def one_case(ask: Ask, case_id: CaseIdPath, purpose: For = Purpose.CASEWORK) -> Response[CasePage]:
    """한 가구의 사람, 사례, 상담 기록, 결정을 한 화면에 보여 줍니다. 열어 본 사실이 먼저 기록됩니다."""
    pages = open_case(ask.desk, ask.caller, CaseId(case_id), purpose)
    headers = {"ETag": etag(pages.case.version)}
    return Response(HTTPStatus.OK, "application/json", _page(ask, pages), headers=dict(headers))


@router.get(
    "/v1/cases/<case_id>/transcripts/<attempt_id>",
    summary="통화 내용",
    tags=["사례"],
    operation_id="readTranscript",
    responses=documented(*READING),
)
def transcript(
    ask: Ask, case_id: CaseIdPath, attempt_id: AttemptPath, purpose: For = Purpose.CASEWORK
) -> TranscriptView:
    """통화에서 오간 말을 보여 줍니다. 읽은 사실이 먼저 기록됩니다."""
    read = read_transcript(ask.desk, ask.caller, CaseId(case_id), AttemptId(attempt_id), purpose)
    return TranscriptView.model_validate(read)


@router.get(
    "/v1/cases/<case_id>/why",
    summary="여기까지 온 과정과 까닭",
    tags=["사례"],
    operation_id="tellWhy",
    responses=documented(*READING),
)
def why(ask: Ask, case_id: CaseIdPath) -> StoryView:
    """모든 단계와 그 단계를 정한 규칙, 다음에 할 일과 기한을 우리말로 알려 줍니다. 개인정보는 없습니다."""
    case = reachable_case(ask.desk, ask.caller, CaseId(case_id), Permit.SEE_STATES)
    story = tell_why(ask.desk.ledger, case, ask.office.words)
    return StoryView.model_validate(
        {"case_id": case.id, "state": case.state, "stands": story.stands, "due_at": case.due_at, "steps": story.steps}
    )


def _page(ask: Asking, pages: Pages) -> CasePage:
    now = ask.desk.clock.now()

    def row(case: Case, person: Person | None) -> CaseRow:
        return CaseRow.of(case, person, ask.office.area_name(case.area), now)

    plain = {name: getattr(pages, name) for name in CasePage.model_fields if name != "officials"}
    rows = {
        "case": row(pages.case, pages.person),
        "household": [{"case": row(mate.case, mate.person), "person": mate.person} for mate in pages.household],
        "history": [row(case, ask.desk.ledger.get(Person, case.id)) for case in pages.history],
        "officials": names_of(ask.desk, _who(pages), pages.case.area),
    }
    return CasePage.model_validate(plain | rows, from_attributes=True)


def _who(pages: Pages) -> Iterator[str | None]:
    """Every official who stands somewhere on the page."""
    yield pages.case.assignee
    yield from (entry.chain for entry in pages.seen)
    yield from (alert.acknowledged_by for alert in pages.alerts)
    yield from (referral.answered_by for referral in pages.referrals)
    done = (pages.edits, pages.decisions, pages.checks, pages.calls, pages.visits, pages.notes)
    yield from (act.by for acts in done for act in acts)
