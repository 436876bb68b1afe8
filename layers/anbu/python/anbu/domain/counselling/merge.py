"""The model on top of the rules: it raises, never lowers, and nothing of it stands without proof in the transcript."""

import re
from collections.abc import Iterable

from anbu.domain.counselling.grounds import Grounds, grounds
from anbu.domain.counselling.model_answer import Claim, ModelAnswer
from anbu.domain.counselling.record import (
    CounsellingRecord,
    Danger,
    DangerKind,
    Finding,
    Flag,
    Need,
    Topic,
    TopicFindings,
)
from anbu.domain.counselling.suggest_services import service_names, suggest_services
from anbu.domain.counselling.summarise import MOST_LINES, summarise
from anbu.domain.counselling.weigh_need import RANK, need_of
from anbu.domain.transcript import Transcript
from anbu.domain.values import replace

LONGEST_TEXT = 60
LEAST_PROOF = 2
_LETTERS = re.compile(r"[가-힣A-Za-z0-9]")


def merge(rules: CounsellingRecord, answer: ModelAnswer, transcript: Transcript, engine: str) -> CounsellingRecord:
    """The rules' record with what the model found besides, as far as its quotes are the resident's own letters."""
    said = {turn.id: turn.text for turn in transcript.resident_turns}
    dangers = [(kind, claim) for kind, claim in answer.dangers if _proved(claim, said)]
    problems = [(topic, claim) for topic, claim in answer.problems if _proved(claim, said)]
    wishes = [claim for claim in answer.requests if _proved(claim, said)]
    claimed = len(answer.dangers) + len(answer.problems) + len(answer.requests)

    danger = (*rules.danger, *_more_danger(rules, dangers))
    kinds = {one.kind for one in danger}
    asked = [Finding(claim.text, claim.turn, claim.quote) for claim in wishes]
    named = {topic for topic, _ in problems}
    states = {topic: TopicFindings("problem") if topic in named else found for topic, found in rules.topics.items()}
    need = need_of(rules.reached, danger, states, [*rules.requests, *asked], signs=rules.need is Need.WATCH)
    need = max(rules.need, need, key=RANK.index)

    ground = grounds(said.values(), (), need, kinds)
    topics, texts_dropped = _raised(rules.topics, problems, ground)
    requests, wishes_dropped = _asked(rules.requests, wishes, ground)
    unanswered = tuple(topic for topic in rules.unanswered if topics[topic].state == "unknown")
    services = suggest_services(danger, topics, requests)
    own = summarise(rules.reached, need, danger, topics, requests, unanswered)
    lines = [line.strip() for line in answer.summary if line.strip()]
    ground = grounds(said.values(), service_names(services), need, kinds, own)
    borne = [line for line in lines if ground.bear(line)]
    proved = len(dangers) + len(problems) + len(wishes)
    return replace(
        rules,
        engine=engine,
        need=need,
        danger=danger,
        topics=topics,
        requests=requests,
        unanswered=unanswered,
        summary=_with(own, borne),
        suggested_services=services,
        flags=_flags(
            rules,
            dropped=proved < claimed or texts_dropped or wishes_dropped or len(borne) < len(lines),
            disagreed=kinds != {kind for kind, _ in answer.dangers},
        ),
    )


def _proved(claim: Claim, said: dict[str, str]) -> bool:
    """The quote is in that turn, letter for letter, and is more than a single letter of it."""
    whole = said.get(claim.turn, "")
    enough = len(_LETTERS.findall(claim.quote)) >= LEAST_PROOF or claim.quote.strip() == whole.strip()
    return bool(claim.quote.strip()) and enough and claim.quote in whole


def _more_danger(rules: CounsellingRecord, claims: Iterable[tuple[DangerKind, Claim]]) -> tuple[Danger, ...]:
    known = {one.kind for one in rules.danger}
    more: dict[DangerKind, Danger] = {}
    for kind, claim in claims:
        if kind not in known:
            more.setdefault(kind, Danger(kind, claim.turn, claim.quote))
    return tuple(more.values())


def _raised(
    known: dict[Topic, TopicFindings], claims: Iterable[tuple[Topic, Claim]], ground: Grounds
) -> tuple[dict[Topic, TopicFindings], bool]:
    topics, dropped = dict(known), False
    for topic, claim in claims:
        before = topics[topic].findings if topics[topic].state == "problem" else ()
        if topics[topic].state == "problem" and any(one.quote == claim.quote for one in before):
            continue
        text = _text(claim, ground)
        dropped = dropped or claim.text.strip() not in {"", text}
        topics[topic] = TopicFindings("problem", (*before, Finding(text, claim.turn, claim.quote)))
    return topics, dropped


def _asked(known: tuple[Finding, ...], claims: Iterable[Claim], ground: Grounds) -> tuple[tuple[Finding, ...], bool]:
    requests, dropped = list(known), False
    for claim in claims:
        if claim.quote in {one.quote for one in requests}:
            continue
        text = _text(claim, ground)
        dropped = dropped or claim.text.strip() not in {"", text}
        requests.append(Finding(text, claim.turn, claim.quote))
    return tuple(requests), dropped


def _text(claim: Claim, ground: Grounds) -> str:
    """The model's name for what was said, if it has its ground; else the words themselves."""
    text = claim.text.strip()
    return text if text and len(text) <= LONGEST_TEXT and ground.bear(text) else claim.quote.strip()[:LONGEST_TEXT]


def _with(own: str, borne: list[str]) -> str:
    """All our lines, and before the last of them as many of the model's as five lines hold."""
    ours = own.split("\n")
    more = [line for line in borne if line not in ours][: max(0, MOST_LINES - len(ours))]
    return "\n".join([*ours[:-1], *more, ours[-1]] if len(ours) > 1 else [*ours, *more])


def _flags(rules: CounsellingRecord, *, dropped: bool, disagreed: bool) -> tuple[Flag, ...]:
    raised = set(rules.flags)
    if dropped:
        raised.add(Flag.UNGROUNDED_DROPPED)
    if disagreed:
        raised.add(Flag.MODEL_DISAGREED)
    return tuple(flag for flag in Flag if flag in raised)
