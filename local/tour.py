"""After a round: one case in full, and how to look further."""

from rich.console import Console

from anbu.adapters.casework_data import story_words
from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.counselling.record import Need
from anbu.domain.counselling.summarise import DANGER_NAMES
from anbu.ports import Index
from local.rounds import UploadedRound

_LOUDEST_FIRST = [Need.URGENT, Need.IN_DEPTH, Need.WATCH, Need.NONE_STATED, Need.UNKNOWN]


def tour(uploaded: UploadedRound) -> None:
    """Shows the case that a caseworker would open first, and the commands to go on with."""
    console = Console()
    counselled = [case for case in uploaded.cases() if case.counselled]
    if counselled:
        _show(console, uploaded, min(counselled, key=lambda case: _LOUDEST_FIRST.index(case.need)))
    console.print(
        "\n[bold]더 보시려면[/bold]\n"
        f"  전화망과 시험 전화(브라우저)  {uploaded.cloud.telephone}/phone\n"
        f"  업무 API                    {uploaded.cloud.api}\n"
        "  전화를 직접 받아 보기          uv run anbu talk\n"
        "  한 사례의 이야기              uv run anbu why 사례번호\n"
        f"  관리자로 API 써 보기          uv run anbu appoint boss --area {uploaded.area} --name 최관리\n"
    )


def _show(console: Console, uploaded: UploadedRound, case: Case) -> None:
    records = uploaded.ledger.query(CaseRecord, Index.OWN, case.id).items
    words = story_words()
    console.print(
        f"\n[bold]사례 {case.id}[/bold]  {words.states[case.state]}, {words.words[case.need]},"
        f" 기한 {case.due_at:%Y-%m-%d %H:%M}"
    )
    if records:
        console.print(records[-1].record.summary)
        for found in records[-1].record.danger:
            console.print(f"  [red]{DANGER_NAMES[found.kind]}[/red] “{found.quote}” ({found.turn})")
