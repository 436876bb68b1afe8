"""Invents candidate lists of any size, the same for the same seed. Nobody has the numbers (010-0, 010-1)."""

import csv
import random
from pathlib import Path

_FAMILY = "김이박최정강조윤장임한오서신권황안송전홍"
_GIVEN = (
    "영자",
    "순자",
    "정숙",
    "춘자",
    "말순",
    "병철",
    "종수",
    "상호",
    "경희",
    "은주",
    "민수",
    "성진",
    "옥희",
    "판동",
    "길수",
)
_TOWNS = ("곡성읍", "오곡면", "삼기면", "석곡면", "목사동면", "죽곡면", "고달면", "옥과면", "입면", "겸면", "오산면")
_INDICATORS = (
    "단전",
    "전기료 체납",
    "건강보험료 체납",
    "통신비 체납",
    "월세 취약",
    "금융연체",
    "휴폐업",
    "의료비 과다지출",
)
_HEADER = ("번호", "읍면동", "성명", "성별", "생년월일", "주소", "휴대전화", "번호출처", "위기정보", "가구원수")


def invent(path: Path, people: int, seed: int = 1) -> Path:
    """Writes a CSV list of so many different people of 곡성군 and returns its path."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADER)
        for n in range(people):
            rows.writerow(_row(n, chance))
    return path


def _row(n: int, chance: random.Random) -> list[str]:
    town = chance.choice(_TOWNS)
    name = chance.choice(_FAMILY) + chance.choice(_GIVEN)
    born = f"{chance.randint(1935, 2000)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    number = f"010-{n // 10_000 % 2_000:04}-{n % 10_000:04}"
    found = "; ".join(chance.sample(_INDICATORS, chance.randint(1, 3)))
    source = chance.choice(("본인등록", "본인등록", "KAIT"))
    address = f"전라남도 곡성군 {town} {9000 + n % 999}"
    return [
        str(n + 1),
        town,
        name,
        chance.choice("남여"),
        born,
        address,
        number,
        source,
        found,
        str(chance.randint(1, 4)),
    ]
