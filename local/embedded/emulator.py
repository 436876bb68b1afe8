"""ministack, in an environment of its own that holds what the Lambda runtime holds, and nothing else.

Its process environment reaches the functions: that is how they find the telephone network, the clock and the settings,
with the same templates as in AWS.
"""

import os
import subprocess
import sys
from pathlib import Path

from infra.bundles.target import BUILD, ROOT, uv
from local.embedded.home import ACCOUNT, REGION, Home
from local.embedded.processes import start, wait_until_answering

PROJECT = ROOT / "local/emulator"
"""An environment of its own: lock file, and how it is served."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "OPENAI_API_KEY")


def credentials() -> dict[str, str]:
    """Not secret: the emulator takes any."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
    }


def install() -> Path:
    """Brings the emulator's environment to its lock file; returns its Python: this one, for which layers are built."""
    place = BUILD / "emulator"
    command = [
        uv(),
        "sync",
        "--quiet",
        "--frozen",
        "--project",
        str(PROJECT),
        "--python",
        sys.executable,
    ]
    subprocess.run(command, env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(place)}, check=True)
    return place / "bin/python"


def run(home: Home, functions_environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Starts it and waits until it answers."""
    python = install()
    home.clear_scratch()
    scratch = home.scratch
    scratch.mkdir(parents=True, exist_ok=True)
    environment = {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        **credentials(),
        **functions_environment,
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(home.port),
        "MINISTACK_HOST": "localhost",
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "0",
        "COGNITO_EMAIL_ENABLED": "false",
        "LAMBDA_ACCOUNT_CONCURRENCY": "48",
        "LAMBDA_WARM_TTL_SECONDS": "7200",
        "LOG_LEVEL": os.environ.get("ANBU_EMULATOR_LOG", "WARNING"),
        "TMPDIR": str(scratch),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = start([str(python), str(PROJECT / "serve.py"), str(home.port)], environment, home.log("emulator"))
    wait_until_answering(f"{home.endpoint}/_ministack/health", process, home.log("emulator"))
    return process
