"""A round's certificate and a case, as a person reads them."""

from rich.console import Console
from rich.table import Table

from anbu.domain.cases.certificate import Certificate

_PEOPLE = {
    "notified": "문자로 알린 분",
    "attempted": "전화를 드린 분",
    "reached_self": "본인과 통화한 분",
    "counselled": "상담한 분",
    "waiting_machine": "기계가 아직 할 일이 있는 분",
    "waiting_person": "담당자를 기다리는 분",
    "closed": "종결된 분",
}
_NEED = {
    "urgent": "긴급",
    "in_depth": "심층상담",
    "watch": "지켜봄",
    "none_stated": "말씀하신 어려움 없음",
    "unknown": "아직 모름",
}


def print_certificate(certificate: Certificate) -> None:
    """Prints the certificate as a table."""
    console = Console()
    console.print(certificate_table(certificate))
    if certificate.overdue["people"]:
        console.print(
            "담당자 기한이 지난 까닭: 시험 시계는 마지막으로 약속한 전화가 끝날 때까지 며칠을 건너뛰고,"
            " 여기에는 그동안 일을 처리할 담당자가 없습니다."
        )


def certificate_table(certificate: Certificate) -> Table:
    """The certificate as a person reads it: the list, the people, the needs, and whether it balances."""
    table = Table(title=f"차수 확인서 {certificate.area} {certificate.round_id}", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    rows = certificate.ledger
    table.add_row("명단의 행", str(certificate.file.rows))
    table.add_row("사람", f"{rows['people']} (중복 {rows['duplicate']}, 고쳐야 할 행 {rows['rejected']})")
    for name, label in _PEOPLE.items():
        table.add_row(label, str(certificate.people[name]))
    table.add_section()
    for name, label in _NEED.items():
        table.add_row(label, str(certificate.need[name]))
    table.add_section()
    table.add_row("기한 지남 (기계 / 사람)", f"{certificate.overdue['machine']} / {certificate.overdue['people']}")
    table.add_row("빠진 행", str(len(certificate.missing)))
    table.add_row("모두 확인됨", "예" if certificate.balanced else "아니요")
    return table
