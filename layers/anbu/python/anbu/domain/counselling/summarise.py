"""The summary in at most five lines of plain Korean, made only of what the record holds."""

from collections.abc import Collection, Mapping, Sequence

from anbu.domain.counselling.record import Danger, DangerKind, Finding, Need, Reached, Topic, TopicFindings

TOPIC_NAMES = {
    Topic.LIVING_COSTS: "생계",
    Topic.ARREARS: "체납",
    Topic.DEBT: "채무",
    Topic.HEALTH: "건강",
    Topic.EMPLOYMENT: "일자리",
    Topic.HOUSING: "주거",
    Topic.CARE: "돌봄",
    Topic.ISOLATION: "고립",
    Topic.MENTAL_HEALTH: "마음건강",
    Topic.SAFETY: "안전",
}
DANGER_NAMES = {
    DangerKind.SELF_HARM: "자살·자해",
    DangerKind.VIOLENCE: "폭력·학대",
    DangerKind.NO_FOOD: "결식",
    DangerKind.MEDICAL_EMERGENCY: "응급 증상",
    DangerKind.LIFE_UTILITIES: "전기·가스·수도·난방 끊김",
    DangerKind.LOSING_HOME: "살 곳을 잃음",
    DangerKind.CHILD_OR_DEPENDANT: "아이나 돌봄받는 가족의 위험",
}
WHO = {
    Reached.SELF: "본인과 통화했습니다.",
    Reached.OTHER_PERSON: "본인이 아닌 분이 전화를 받았습니다.",
    Reached.VOICEMAIL: "음성사서함이나 안내 음성으로 연결되어 본인과 통화하지 못했습니다.",
    Reached.NOBODY: "알아들을 수 있는 말이 없어 본인과 통화하지 못했습니다.",
    Reached.UNCLEAR: "본인인지 확인하지 못했습니다.",
}
MOST_LINES = 5
QUOTE_LENGTH = 40
SHORT_QUOTE = 24
LEAST_TELLING = 5
"""Shorter answers ("네", "없어요") tell nothing without their question: then our own words stand."""


def summarise(
    reached: Reached,
    need: Need,
    danger: Sequence[Danger],
    topics: Mapping[Topic, TopicFindings],
    requests: Sequence[Finding],
    unanswered: Sequence[Topic],
) -> str:
    """Who was reached, danger in their words, difficulties, wishes, what is still open."""
    lines = [WHO[reached]]
    if danger:
        lines.append("위험: " + " / ".join(f"{DANGER_NAMES[one.kind]} “{_short(one.quote)}”" for one in danger[:3]))
    told = {one.quote for one in danger}
    problems = [_problem(topic, found.findings[0], told) for topic, found in topics.items() if _is_problem(found)]
    if problems:
        lines.append("어려움: " + ", ".join(problems))
    if requests:
        lines.append("바라는 도움: " + ", ".join(dict.fromkeys(one.text for one in requests)))
    if reached in (Reached.VOICEMAIL, Reached.NOBODY):
        lines.append("어떤 사정인지 아직 아무것도 알 수 없습니다.")
    elif need is Need.NONE_STATED:
        lines.append("물어본 항목에서 어려움이 없다고 하셨습니다.")
    elif unanswered:
        lines.append("확인하지 못한 것: " + ", ".join(TOPIC_NAMES[topic] for topic in unanswered))
    return "\n".join(lines)


def _is_problem(found: TopicFindings) -> bool:
    return found.state == "problem" and bool(found.findings)


def _problem(topic: Topic, finding: Finding, told: Collection[str]) -> str:
    """The topic and what it is, in the resident's own words where they say more than ours and stand nowhere yet."""
    if finding.quote in told or len(finding.quote) < LEAST_TELLING:
        return f"{TOPIC_NAMES[topic]}({finding.text})"
    return f"{TOPIC_NAMES[topic]} “{_short(finding.quote, SHORT_QUOTE)}”"


def _short(quote: str, length: int = QUOTE_LENGTH) -> str:
    return quote if len(quote) <= length else quote[:length].rstrip() + "…"
