"""Any transcript that we may be handed, as ours: contract 3, Contact Lens voice analysis, Lex conversation logs."""

import json
from typing import Any

from anbu.adapters.transcripts.contact_lens import is_contact_lens, read_contact_lens
from anbu.adapters.transcripts.contract3 import read_contract3
from anbu.adapters.transcripts.lex_logs import is_lex_log, read_lex_logs
from anbu.domain.transcript import Transcript


class UnreadableTranscript(Exception):
    """What was handed over is no transcript. The sentence is for a caseworker and holds nothing that was said."""


def read_transcript(body: bytes | str) -> Transcript:
    """The transcript in a file, told by its shape.

    Raises:
        UnreadableTranscript: not JSON, or none of the known shapes.
    """
    try:
        document = _document(body.decode("utf-8-sig") if isinstance(body, bytes) else body)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableTranscript("JSON 파일이 아닙니다. 통화 기록 파일이 맞는지 확인해 주세요.") from None
    if isinstance(document, dict):  # as CloudWatch hands them over
        document = document.get("events") or document.get("logEvents") or document
    try:
        if isinstance(document, list) and document and all(is_lex_log(record) for record in document):
            return read_lex_logs(document)
        if isinstance(document, dict) and is_lex_log(document):
            return read_lex_logs([document])
        if isinstance(document, dict) and is_contact_lens(document):
            return read_contact_lens(document)
        if isinstance(document, dict) and isinstance(document.get("turns"), list):
            return read_contract3(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableTranscript("통화 기록의 형식이 알려진 것과 다릅니다. 파일을 확인해 주세요.") from None
    raise UnreadableTranscript("통화 기록 형식(Anbu, Contact Lens, Lex 대화 로그)이 아닙니다. 파일을 확인해 주세요.")


def _document(text: str) -> Any:
    """One JSON document, or JSON Lines as a list."""
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
