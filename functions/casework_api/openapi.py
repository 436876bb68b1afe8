"""`python -m functions.casework_api.openapi [--check]`: writes docs/openapi.json, or says that it is old."""

import json
import sys
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer, Server, Tag

from functions.casework_api.app import build_app
from functions.public_api import app as public_api

_DOCS = Path(__file__).resolve().parents[2] / "docs"
FILE, PUBLIC_FILE = _DOCS / "openapi.json", _DOCS / "openapi-public.json"
_ABOUT = (
    "읍면동·시군구 담당자의 업무 API입니다. 시각은 RFC 3339(시간대 포함), 목록은 next로 이어 받고, "
    "오류는 RFC 9457 문제 문서로 무엇을 하면 되는지 알려 줍니다. 역할과 담당 지역은 서버의 권한 기록으로만 정해집니다."
)
_PUBLIC = (
    "걱정되는 이웃이나 나의 어려움을 알리는 API입니다. "
    "이름을 밝히지 않아도 되고, 접수번호와 숫자 6자리로 처리 상황을 봅니다."
)


def document() -> str:
    """The OpenAPI document of the casework API, in one stable spelling."""
    app = build_app()
    made: dict[str, Any] = json.loads(
        app.get_openapi_json_schema(
            title="안부 업무 API",
            version="1",
            description=_ABOUT,
            servers=[Server(url="/")],
            tags=[
                Tag(name=name) for name in ("사례", "결정", "기록", "담당자", "차수", "현황", "신고", "알림", "감사")
            ],
            security_schemes={"staff": HTTPBearer(bearerFormat="JWT")},
            security=[{"staff": []}],
        )
    )
    return _written(made)


def _only_ours(made: dict[str, Any]) -> dict[str, Any]:
    """Without the library's own validation answers (ours are problems); a parameter is left out, never null."""
    for path in made["paths"].values():
        for route in path.values():
            answers = route["responses"]
            for status in [status for status, answered in answers.items() if "HTTPValidationError" in str(answered)]:
                del answers[status]
            for parameter in route.get("parameters", []):
                parameter["schema"] = _without_null(parameter["schema"])
    for name in ("HTTPValidationError", "ValidationError", "ResponseValidationError"):
        made["components"]["schemas"].pop(name, None)
    return made


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.pop("anyOf", []) if kind.get("type") != "null"]
    return schema | kinds[0] if len(kinds) == 1 else schema | ({"anyOf": kinds} if kinds else {})


def public_document() -> str:
    """The OpenAPI document of the public door."""
    app = public_api.build_app()
    made = json.loads(
        app.get_openapi_json_schema(
            title="안부 신고 API", version="1", description=_PUBLIC, servers=[Server(url="/")], tags=[Tag(name="신고")]
        )
    )
    return _written(made)


def _written(made: dict[str, Any]) -> str:
    return json.dumps(_only_ours(made), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """0: written, or current; 1: a file is not what the code says."""
    current = {FILE: document(), PUBLIC_FILE: public_document()}
    if "--check" not in arguments:
        for file, text in current.items():
            file.write_text(text, "utf-8")
        return 0
    old = [file.name for file, text in current.items() if not file.exists() or file.read_text("utf-8") != text]
    if old:
        sys.stderr.write(f"{', '.join(old)}: old; run `python -m functions.casework_api.openapi`\n")
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
