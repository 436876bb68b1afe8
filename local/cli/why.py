"""`anbu why CASE`: the whole story of a case in Korean: every step, its rule, the event behind it, what is due next."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime

from anbu.adapters.casework_data import story_words
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.ids import CaseId
from anbu.domain.times import KST
from anbu.usecases.casework.tell_why import Story, story_of
from local.cloud import NotRunning, running


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The verb's words."""
    parser = subparsers.add_parser("why", help="the whole story of a case", description=__doc__)
    parser.add_argument("case", help="the case's id, as the API and the portal show it")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the story. 1: nothing is running, or there is no such case."""
    try:
        cloud = running()
    except NotRunning as missing:
        print(missing, file=sys.stderr)
        return 1
    story = story_of(DynamoLedger(cloud.client("dynamodb"), cloud.table), CaseId(args.case), story_words())
    if story is None:
        print("그런 사례가 없습니다. 사례 번호를 확인해 주세요.", file=sys.stderr)
        return 1
    print(json.dumps(as_json(story), ensure_ascii=False) if args.json else as_text(story))
    return 0


def as_json(story: Story) -> dict[str, object]:
    """The story as the API gives it."""
    steps = [asdict(step) | {"at": _iso(step.at), "due_at": _iso(step.due_at)} for step in story.steps]
    return {
        "case_id": story.case.id,
        "state": story.case.state,
        "stands": story.stands,
        "due_at": _iso(story.case.due_at),
        "steps": steps,
    }


def as_text(story: Story) -> str:
    """The story as a person reads it."""
    lines = [f"사례 {story.case.id}"]
    for step in story.steps:
        lines.append(f"{_when(step.at)}  {step.event or step.sentence}")
        if step.event:
            lines.append(f"{'':17}→ {step.sentence}")
        due = f", {_when(step.due_at)}까지" if step.due_at else ""
        lines.append(f"{'':17}  [{step.state_name}{due}] 규칙 {step.rule}")
    due = f" (기한 {_when(story.case.due_at)})" if story.case.due_at else ""
    lines.append(f"지금: {story.stands}{due}")
    return "\n".join(lines)


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(KST).isoformat() if moment else None


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(KST):%m-%d %H:%M:%S}" if moment else ""
