"""A provider of texts over HTTP that answers as the test says, and a text to send."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

from anbu.domain.ids import AttemptId
from anbu.domain.outreach.sending import OutgoingText
from anbu.domain.outreach.texts import TextBody, TextType
from anbu.domain.phones import PhoneNumber
from anbu.domain.times import KST

ATTEMPT = AttemptId("ctest-notice-1")


TEXT = OutgoingText(
    ATTEMPT, PhoneNumber("+821000001234"), TextBody(TextType.LMS, "안내", "안녕하세요", "T1", (("office", "목포시"),))
)


NOW = datetime(2026, 11, 24, 10, tzinfo=KST)


class Provider(BaseHTTPRequestHandler):
    """Answers what the test laid ready; keeps what it was asked."""

    answers: ClassVar[list[tuple[int, Any]]] = []
    asked: ClassVar[list[tuple[str, Any]]] = []

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        self.asked.append((self.path, json.loads(self.rfile.read(length)) if length else None))
        status, body = self.answers.pop(0)
        if status == 0:
            self.connection.close()  # the answer is lost on its way
            return
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_POST = do_GET = _answer  # noqa: N815 - the names of http.server

    def log_message(self, *args: object) -> None:
        """Quiet."""


@contextmanager
def answering() -> Iterator[str]:
    """A provider for as long as the block lasts: its address."""
    Provider.answers.clear()
    Provider.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
