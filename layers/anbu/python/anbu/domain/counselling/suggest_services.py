"""Which services may fit what was said. Never a promise: each comes with what a caseworker must check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from anbu.domain.counselling.record import Danger, Finding, SuggestedService, Topic, TopicFindings
from anbu.domain.listening.tables import table

MOST = 8


@dataclass(frozen=True, slots=True)
class Service:
    """One row of `services.toml`."""

    code: str
    name: str
    reason: str
    check: str
    dangers: frozenset[str]
    topics: frozenset[str]
    requests: frozenset[str]
    problems: int | None


@cache
def services() -> tuple[Service, ...]:
    """The services that Anbu knows of, most urgent first."""
    return tuple(
        Service(
            code=row["code"],
            name=row["name"],
            reason=row["reason"],
            check=row["check"],
            dangers=frozenset(row.get("danger", ())),
            topics=frozenset(row.get("topic", ())),
            requests=frozenset(row.get("request", ())),
            problems=row.get("problems"),
        )
        for row in table("services.toml")["service"]
    )


def suggest_services(
    danger: Sequence[Danger], topics: Mapping[Topic, TopicFindings], requests: Sequence[Finding]
) -> tuple[SuggestedService, ...]:
    """At most eight that may fit, with the reason and the condition to check."""
    dangers = {one.kind.value for one in danger}
    problems = {topic.value for topic, found in topics.items() if found.state == "problem"}
    asked = {one.text for one in requests}
    found = []
    for service in services():
        many = service.problems is not None and len(problems) >= service.problems
        if many or service.dangers & dangers or service.topics & problems or service.requests & asked:
            found.append(
                SuggestedService(service.code, f"{service.name}: {service.reason} 확인할 것: {service.check}.")
            )
    return tuple(found[:MOST])


def service_names(suggested: Sequence[SuggestedService]) -> tuple[str, ...]:
    """The names of these services."""
    codes = {one.code for one in suggested}
    return tuple(service.name for service in services() if service.code in codes)
