"""A small OpenAI-compatible server that answers as a test tells it: well, badly, late, never."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Keeps what was asked, and answers by the server's behaviour."""

    server: "ModelServer"

    def do_POST(self) -> None:
        """One chat completion."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(body)
        self.server.behaviour(self)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Answers with these bytes."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class calls it so
        """Tests need no access log."""


class ModelServer(ThreadingHTTPServer):
    """The server; `done` lets those who wait for ever go home."""

    daemon_threads = True
    behaviour: Behaviour

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour, self.asked, self.done = behaviour, [], threading.Event()

    @property
    def base_url(self) -> str:
        """What the SDK takes."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def model_server(behaviour: Behaviour) -> Iterator[ModelServer]:
    """Runs it for the time of a test."""
    server = ModelServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> bytes:
    """A chat completion with this message."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    usage = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    whole = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(whole, ensure_ascii=False).encode()


def says(answer: dict[str, Any]) -> Behaviour:
    """Answers well formed."""
    whole = {"dangers": [], "problems": [], "requests": [], "summary": []} | answer
    return lambda handler: handler.send(200, completion(json.dumps(whole, ensure_ascii=False)))


def whole(**fields: Any) -> bytes:
    """A completion with these fields as they are, right or wrong."""
    good: dict[str, Any] = json.loads(completion('{"dangers": [], "problems": [], "requests": [], "summary": []}'))
    return json.dumps(good | fields).encode()


def sends(body: bytes, status: int = 200) -> Behaviour:
    """Answers with these bytes."""
    return lambda handler: handler.send(status, body)


def never(handler: Handler) -> None:
    """Takes the question and says nothing."""
    handler.server.done.wait()


def drips(handler: Handler) -> None:
    """Sends a good answer a byte at a time: no read of it ever takes long."""
    body = completion("{}")
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    try:
        for byte in body:
            handler.wfile.write(bytes([byte]))
            if handler.server.done.wait(0.05):
                return
    except OSError:
        return


def come_back_in_a_minute(handler: Handler) -> None:
    """Too many requests, says how long to wait."""
    handler.send(429, b"{}", Retry_After="59")


def garbled(handler: Handler) -> None:
    """Says that it is compressed, and is not."""
    handler.send(200, completion("{}"), Content_Encoding="gzip")


def hangs_up(handler: Handler) -> None:
    """Closes the line."""
    handler.close_connection = True
