"""An assembly is used again as long as its sources are the same, and never a day longer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.synthesis import is_of, sources


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree with a file of each kind that templates or their assets are made from."""
    for name in (
        *("cdk.json", "pyproject.toml", "uv.lock", "infra/app.py", "infra/deployments/local.toml"),
        *("functions/dial/handler.py", "layers/anbu/python/anbu/data/texts.toml", "portal/dist/index.html"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    return tmp_path


CHANGES: dict[str, Callable[[Path], object]] = {
    "a setting": lambda tree: (tree / "infra/deployments/local.toml").write_text("changed"),
    "a flag of the CDK": lambda tree: (tree / "cdk.json").write_text("changed"),
    "a version": lambda tree: (tree / "uv.lock").write_text("changed"),
    "a function": lambda tree: (tree / "functions/dial/handler.py").write_text("changed"),
    "what the program reads": lambda tree: (tree / "layers/anbu/python/anbu/data/texts.toml").write_text("changed"),
    "a page of the portal": lambda tree: (tree / "portal/dist/index.html").write_text("changed"),
    "a new file": lambda tree: (tree / "infra/new.py").touch(),
    "a file less": lambda tree: (tree / "infra/app.py").unlink(),
    "another name": lambda tree: (tree / "infra/app.py").rename(tree / "infra/application.py"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_synthesised_anew(copy: Path, change: str) -> None:
    before = sources(copy)
    assert sources(copy) == before
    CHANGES[change](copy)
    assert sources(copy) != before


def test_what_was_broken_off_or_is_of_other_sources_is_not_used(tmp_path: Path) -> None:
    assert not is_of("these", tmp_path), "no word that it came to its end"
    (tmp_path / "sources").write_text("these", encoding="utf-8")
    assert is_of("these", tmp_path)
    assert not is_of("others", tmp_path)
