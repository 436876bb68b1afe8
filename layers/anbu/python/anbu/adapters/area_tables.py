"""The tables of areas (`data/areas/`), read once a process into the tree that rules and access use."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from anbu import data
from anbu.domain.areas import Area, AreaTree, plain
from anbu.domain.ids import AreaCode


@cache
def area_tree() -> AreaTree:
    """The tree as of the date of the tables, with older and newer names and codes leading into it."""
    changes = data.load("areas/changes")
    areas = {area.code: area for area in _areas()}
    by_path: dict[str, AreaCode] = {}
    for area in areas.values():  # in order of codes: the outer of two of one name stands first
        by_path.setdefault("".join(map(plain, area.path)), area.code)
    return AreaTree(
        as_of=changes["as_of"],
        areas=areas,
        parents=dict(_parents(areas, by_path)),
        legal=_legal(),
        renamed=_renamed(changes, by_path),
        recoded={change["code"]: change["to"] for change in changes["change"] if "code" in change}
        | changes["merged_2026_07_01"],
    )


def _lines(name: str) -> Iterator[list[str]]:
    text = files(data.__name__).joinpath(f"areas/{name}.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")


def _areas() -> Iterator[Area]:
    for code, sido, sigungu, emd, since in _lines("administrative"):
        path = (sido, *sigungu.split(), *((emd,) if emd else ()))
        yield Area(AreaCode(code), path, _day(since))


def _day(written: str) -> date:
    return datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 — a day, not a moment


def _parents(areas: dict[AreaCode, Area], by_path: dict[str, AreaCode]) -> Iterator[tuple[AreaCode, AreaCode]]:
    for code, area in areas.items():
        holder = AreaCode(f"{code[:5]}00000")
        if code != holder and holder in areas:
            yield code, holder
        elif not code.endswith("00000000"):
            outer = by_path.get("".join(map(plain, area.path[:-1])))
            if outer is not None and outer != code:
                yield code, outer
            else:
                yield code, AreaCode(f"{code[:2]}00000000")


def _legal() -> dict[tuple[AreaCode, str], tuple[AreaCode, ...]]:
    return {
        (AreaCode(sigungu), plain(name)): tuple(AreaCode(code) for code in codes.split(","))
        for sigungu, name, codes in _lines("legal")
    }


def _renamed(changes: dict[str, Any], by_path: dict[str, AreaCode]) -> dict[str, tuple[AreaCode, ...]]:
    others: dict[str, tuple[AreaCode, ...]] = {
        plain(old): (by_path[plain(now)],) for now, names in changes["short"].items() for old in names
    }
    for change in changes["change"]:
        if "name" in change:
            others[plain(change["name"])] = tuple(by_path[plain(now)] for now in change["now"])
    return others
