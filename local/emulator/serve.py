"""The emulator behind a server whose HTTP is parsed in C: half the processor time a request. `serve.py PORT`.

Run by the emulator's own interpreter, in whose environment alone ministack and uvicorn stand.
"""

import resource
import sys
from functools import lru_cache

import uvicorn
from ministack.services import dynamodb

EXPRESSIONS = 1024
"""So many different ones are remembered: our tables are asked with some dozens."""


def main(port: int) -> None:
    """Serves until it is ended. It writes its own `Date` and `Server`, as AWS does."""
    _let_open_many_files()
    _parse_once()
    uvicorn.run(
        "ministack.app:app",
        host="127.0.0.1",
        port=port,
        http="httptools",
        loop="uvloop",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_level="warning",
    )


def _parse_once() -> None:
    """It parses a key condition anew for every item of the partition: a query among 500 takes 17 ms instead of 5."""
    for name in ("_condition_syntax_error", "_tokenize"):
        setattr(dynamodb, name, lru_cache(EXPRESSIONS)(getattr(dynamodb, name)))


def _let_open_many_files() -> None:
    """As its own `main` does: bursts of connections need more than the usual 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]))
