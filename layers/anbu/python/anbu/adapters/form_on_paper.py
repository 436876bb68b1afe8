"""읍면동 초기상담지 on paper: one HTML page that any browser prints on A4. No script, nothing from outside."""

from collections.abc import Mapping
from datetime import date
from html import escape

from anbu.domain.casework.counselling_form import Field, Section, Template, Value

PAPER_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_STYLE = """
@page { size: A4; margin: 15mm }
body { font: 10.5pt/1.5 'Noto Sans KR', 'Malgun Gothic', sans-serif; color: #000; margin: 0 auto; max-width: 180mm }
h1 { font-size: 18pt; text-align: center; margin: 0 0 4mm }
h2 { font-size: 12pt; margin: 5mm 0 1mm }
table { width: 100%; border-collapse: collapse }
th, td { border: 1px solid #333; padding: 1.5mm 2mm; text-align: left; vertical-align: top; white-space: pre-wrap }
th { width: 38mm; background: #eee; font-weight: normal }
td.own { height: 14mm }
tr { break-inside: avoid }
.signs { display: flex; justify-content: space-between; margin-top: 8mm }
small { color: #444 }
"""
_FROM = {"person": "명단", "record": "AI 상담 기록", "official": "담당자", "": ""}


def form_on_paper(template: Template, values: Mapping[str, Value], case_id: str, saved_by: str, on: date) -> str:
    """The form with what is known; open fields are left to write in by hand."""
    sections = "".join(_section(section, values) for section in template.sections)
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(template.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(template.title)}</h1>"
        f"<small>사례번호 {escape(case_id)} · 출력일 {on:%Y-%m-%d} · 서식 {escape(template.version)}</small>{sections}"
        f'<div class="signs"><span>상담일:&emsp;&emsp;&emsp;&emsp;년&emsp;&emsp;월&emsp;&emsp;일</span>'
        f"<span>담당자: {escape(saved_by) or '&emsp;' * 6} (서명)</span></div></body></html>"
    )


def _section(section: Section, values: Mapping[str, Value]) -> str:
    rows = "".join(_row(asked, values[asked.code]) for asked in section.fields)
    return f"<h2>{escape(section.title)}</h2><table>{rows}</table>"


def _row(asked: Field, value: Value) -> str:
    source = f"<br><small>{_FROM[value.source]}</small>" if value.text and value.source != "official" else ""
    label = f"<th>{escape(asked.label)}{source}</th>"
    if asked.kind == "choice":
        boxes = "&emsp;".join(f"{'☑' if choice == value.text else '☐'} {escape(choice)}" for choice in asked.choices)
        other = "" if not value.text or value.text in asked.choices else f"<br>{escape(value.text)}"
        return f"<tr>{label}<td>{boxes}{other}</td></tr>"
    cell = f"<td>{escape(value.text)}</td>" if value.text else '<td class="own"></td>'
    return f"<tr>{label}{cell}</tr>"
