"""`anbu talk`: plays the shipped contact flow and dialogue in the terminal (contracts 1, 3 and 5)."""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import yaml

from anbu.adapters.language_model import ModelSettings, language_model
from anbu.adapters.turn_model import TurnModel, WithDeadline
from anbu.data import load
from anbu.domain.counselling.summarise import DANGER_NAMES
from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.times import KST
from anbu.settings import Model
from anbu.usecases.conversing import AskModel
from local.residents.persona import Persona, Resident, load_persona
from local.talk.call import Played, play_call, unanswered
from local.talk.deployed import talk_to_deployment
from local.talk.line import Show, Typist
from local.talk.world import RESIDENT, World, world_of

_WRONG_VALUE = "사람 파일이나 값이 정해진 꼴이 아닙니다. docs/conversation.md를 보고 고쳐 주세요."
_WRONG: dict[type[Exception], str] = {
    FileNotFoundError: "그 이름의 파일이 없습니다. 경로를 확인해 주세요.",
    IsADirectoryError: "파일이 아니라 폴더입니다. YAML 파일을 골라 주세요.",
    PermissionError: "파일을 읽을 권한이 없습니다.",
}
_WHO = {"agent": "안부", "resident": "받는 이", "note": "  ·"}


def add_parser(subparsers: Any) -> None:
    """Adds `talk` to the command line."""
    parser = subparsers.add_parser("talk", help="상담 전화를 이 자리에서 해 봅니다")
    parser.add_argument("--persona", type=Path, help="전화를 받는 사람(YAML). 없으면 직접 입력합니다")
    parser.add_argument("--indicators", default="", help="위기정보 코드, 쉼표로 구분 (예: power_cut,loan_default)")
    parser.add_argument("--now", help="전화를 거는 시각 (RFC 3339, 예: 2026-11-23T10:00:00+09:00)")
    parser.add_argument("--resident", help="대상자 이름")
    parser.add_argument("--scale", default="", help="고립 척도 코드 (lsns6, brief)")
    parser.add_argument("--model", help="곁에서 듣는 언어 모델의 이름 (없으면 규칙만으로 통화합니다)")
    parser.add_argument("--model-url", help="그 모델의 OpenAI 호환 주소 (예: http://127.0.0.1:8080/v1)")
    parser.add_argument("--show", action="store_true", help="시스템이 이해한 것을 함께 보여 줍니다")
    parser.add_argument("--deployed", action="store_true", help="떠 있는 배포의 전화망에서 통화합니다")
    parser.add_argument(
        "--number", default="", help="--deployed: 이 번호에서 거는 전화 (명단에 있으면 그분을 찾습니다)"
    )
    parser.add_argument("--json", action="store_true", help="통화 기록을 JSON으로 출력")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Plays one call and prints what it came to. 1 if the persona file or a value cannot be read."""
    try:
        persona = load_persona(args.persona) if args.persona else None
        if args.deployed:
            return talk_to_deployment(Resident(persona) if persona else None, _printing(sys.stdout), args.number)
        world = _world(args, persona)
    except (OSError, ValueError, LookupError, yaml.YAMLError) as error:
        return _refused(args, error)
    played = _play(args, persona, world)
    if args.json:
        print(json.dumps(played.as_json(), ensure_ascii=False))
    else:
        _tell(played)
    return 0


def _world(args: argparse.Namespace, persona: Persona | None) -> World:
    given = tuple(code.strip() for code in args.indicators.split(",") if code.strip())
    now = datetime.fromisoformat(args.now) if args.now else persona.now if persona else None
    return world_of(
        resident=args.resident or (persona.resident if persona else None) or RESIDENT,
        indicators=given or (persona.indicators if persona else ()),
        number_source=persona.number_source if persona else None,
        now=now.replace(tzinfo=KST) if now is not None and now.tzinfo is None else now,
        scale=args.scale,
        ask_model=lambda: _model(args),
    )


def _model(args: argparse.Namespace) -> AskModel | None:
    """The model as a deployment would ask it, with the deadline of the settings' default."""
    if not (args.model or args.model_url):
        return None
    deadline = Model().deadline_seconds
    provider: Literal["openai", "self_hosted"] = "self_hosted" if args.model_url else "openai"
    where = ModelSettings(
        provider=provider,
        model=args.model or "local",
        base_url=args.model_url,
        api_key=os.environ.get("OPENAI_API_KEY", "unused"),
        deadline_seconds=deadline,
        retries=0,
    )
    return WithDeadline(TurnModel(language_model(where).client, where.model), deadline)


def _play(args: argparse.Namespace, persona: Persona | None, world: World) -> Played:
    if persona is not None and not persona.picks_up:
        return unanswered(world, str(persona.answers_phone))
    show = (
        _quiet
        if args.json and persona is not None and not args.show
        else _printing(sys.stderr if args.json else sys.stdout)
    )
    listener, shown = (Resident(persona), show) if persona else (Typist(), _without_echo(show))
    return play_call(world, listener, shown, _understood if args.show else None)


def _quiet(who: str, text: str) -> None:
    """A persona's call for a machine's reader is not shown as it goes."""


def _without_echo(show: Show) -> Show:
    """What a person types stands on the screen already."""
    return lambda who, text: None if who == "resident" else show(who, text)


def _printing(stream: Any) -> Show:
    def show(who: str, text: str) -> None:
        print(f"{_WHO[who]}: {text}", file=stream, flush=True)

    return show


def _understood(turn: Turn) -> str:
    told = turn.understood
    heard = " / ".join(f"{other.text}({other.confidence})" for other in turn.heard) or turn.keys or "-"
    dangers = ",".join(told.dangers) or "-"
    return f"[{turn.n}] {heard} → {told.who}, 바람={told.wish or '-'}, 위험={dangers}, 신호={','.join(told.signals)}"


def _tell(played: Played) -> None:
    words, states = load("story")["words"], load("story")["states"]
    print(f"\n결과: {words[played.report.outcome]} ({played.report.outcome})", end="")
    if played.report.call_back_at:
        print(f" (다시 걸 시각 {played.report.call_back_at:%Y-%m-%d %H:%M})", end="")
    alerts = [f"{DANGER_NAMES[alert.kind]} ({alert.kind}, {alert.turn})" for alert in played.alerts]
    print(f"\n경보: {', '.join(alerts) or '없음'}")
    due = f" ({played.next.due:%Y-%m-%d %H:%M}까지)" if played.next.due else ""
    print(f"다음: {states[played.next.kind.state]} ({played.next.kind}){due}")


def _refused(args: argparse.Namespace, error: Exception) -> int:
    sentence = f"통화를 시작할 수 없습니다. {_WRONG.get(type(error), _WRONG_VALUE)} ({str(error).splitlines()[0]})"
    if args.json:
        print(json.dumps({"error": {"code": "talk_refused", "message": sentence}}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return 1
