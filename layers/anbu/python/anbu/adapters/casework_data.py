"""The rules of casework as data (`data/*.toml`), as the values that domain and use cases take."""

from functools import cache

from anbu import data
from anbu.domain.casework.closing import ClosingReason, RestsOn
from anbu.domain.casework.counselling_form import Field, Section, Template
from anbu.domain.casework.story import StoryWords
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.desk import CheckPolicy


@cache
def closing_reasons() -> dict[str, ClosingReason]:
    """Code → reason, in the order in which a caseworker sees them."""
    return {
        row["code"]: ClosingReason(
            row["code"],
            row["name"],
            row["help"],
            row["outcome"],
            frozenset(RestsOn(ground) for ground in row["rests_on"]),
            row["support"],
            row.get("needs_answers", False),
            row.get("ends_calls", False),
        )
        for row in data.load("closing_reasons")["reason"]
    }


@cache
def story_words() -> StoryWords:
    """The sentences of a story; closing reasons are words too."""
    said = data.load("story")
    words = said["words"] | {code: reason.name for code, reason in closing_reasons().items()}
    return StoryWords(said["rules"], said["events"], said["kinds"], words, said["states"])


@cache
def life_indicators() -> frozenset[str]:
    """Codes of the first class: power, water or gas cut, self-harm, disaster, crime, all income lost."""
    indicators = data.load("indicators")["indicator"]
    return frozenset(code for code, row in indicators.items() if row["class"] == "first")


@cache
def check_policy() -> CheckPolicy:
    """The double check of this deployment: a rate per 시군구, or the default."""
    told = data.load("double_check")
    rates: dict[str, float] = told["rate"]

    def rate(area: AreaCode) -> float:
        return rates.get(f"{area[:5]}00000", rates["default"])

    return CheckPolicy(life_indicators(), rate, told["seed"])


@cache
def form_template() -> Template:
    """읍면동 초기상담지 of this deployment."""
    told = data.load("first_counselling_form")
    sections = tuple(
        Section(
            section["title"],
            tuple(Field(**field | {"choices": tuple(field.get("choices", ()))}) for field in section["field"]),
        )
        for section in told["section"]
    )
    return Template(told["version"], told["title"], sections)


@cache
def korean_words() -> dict[str, str]:
    """Codes of states, needs, topics and indicators (their first name in `data/indicators.toml`) in Korean."""
    topics = {
        "living_costs": "생계",
        "arrears": "체납",
        "debt": "채무",
        "health": "건강·의료",
        "employment": "일자리",
        "housing": "주거",
        "care": "돌봄",
        "isolation": "고립",
        "mental_health": "마음건강",
        "safety": "안전",
    }
    indicators = {code: row["names"][0] for code, row in data.load("indicators")["indicator"].items()}
    story = data.load("story")
    words: dict[str, str] = story["words"] | story["states"] | topics | indicators
    return words
