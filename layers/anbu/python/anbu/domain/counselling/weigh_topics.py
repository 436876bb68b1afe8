"""The states of the ten topics out of everything that was said, in order."""

from dataclasses import dataclass, field

from anbu.domain.counselling.record import Finding, Topic, TopicFindings, TopicState
from anbu.domain.listening.heard import TopicMention

MOST_FINDINGS = 5


@dataclass(slots=True)
class TopicScales:
    """Weighs mentions as they come: a problem stays one unless the speaker takes it back or says that it is solved."""

    states: dict[Topic, TopicState] = field(default_factory=dict)
    findings: dict[Topic, list[Finding]] = field(default_factory=dict)
    signs: list[Finding] = field(default_factory=list)

    def add(self, mention: TopicMention, turn: str) -> None:
        """One mention of one turn."""
        finding = Finding(mention.finding, turn, mention.quote)
        if mention.sign:
            self.signs.append(finding)
            self.findings.setdefault(mention.topic, []).append(finding)
            return
        known = self.states.get(mention.topic, "unknown")
        if known == "problem" and mention.state == "ok" and not mention.corrects:
            return
        if known not in (mention.state, "unknown"):
            self.findings[mention.topic] = []
        self.states[mention.topic] = mention.state
        if mention.state == "problem":
            self.findings.setdefault(mention.topic, []).append(finding)

    def all_ten(self) -> dict[Topic, TopicFindings]:
        """Every topic, asked or not."""
        return {
            topic: TopicFindings(self.states.get(topic, "unknown"), _distinct(self.findings.get(topic, [])))
            for topic in Topic
        }


def _distinct(findings: list[Finding]) -> tuple[Finding, ...]:
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.text, finding.quote), finding)
    return tuple(kept.values())[:MOST_FINDINGS]
