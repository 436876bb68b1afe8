"""The CDK app: one stage for each file in `infra/deployments/`. `-c deployment=NAME` makes only that one."""

import json
from pathlib import Path
from typing import Any

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.settings import read_all
from infra.stage import Deployment


def build(app: App, only: str | None = None) -> dict[str, Deployment]:
    """Every deployment by name, or only one.

    Raises:
        KeyError: there are no settings of that name.
    """
    found = read_all()
    wanted = {only: found[only]} if only else found
    return {name: Deployment(app, settings) for name, settings in wanted.items()}


def feature_flags() -> dict[str, Any]:
    """What `cdk.json` says: the same whether the tool, `make check` or a test synthesises."""
    found: dict[str, Any] = json.loads((Path(__file__).parents[1] / "cdk.json").read_text())["context"]
    return found


def synth(deployment: str | None = None, *, outdir: Path | None = None, nag: bool = True) -> None:
    """Synthesises every deployment, or one. With cdk-nag, an unexplained finding fails it."""
    app = App(context=feature_flags(), outdir=str(outdir) if outdir else None)
    if nag:
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    build(app, deployment or app.node.try_get_context("deployment"))
    app.synth()


if __name__ == "__main__":
    synth()  # what the CDK's own tool runs
