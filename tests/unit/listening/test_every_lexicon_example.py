"""Every entry of the lexicons says what it is for, in a sentence that is heard."""

from typing import Any

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.listening.danger_lexicon import FILES
from anbu.domain.listening.listen import listen
from anbu.domain.listening.plain_speech import plain
from anbu.domain.listening.tables import table


def _entries(key: str) -> list[tuple[str, str, str]]:
    found = []
    for name in FILES:
        for entry in table(name)["entry"]:
            said = entry.get(key, ())
            found += [(table(name)["kind"], entry["id"], one) for one in ([said] if isinstance(said, str) else said)]
    return found


@pytest.mark.parametrize(("kind", "entry", "said"), _entries("example") + _entries("also_examples"))
def test_danger_is_heard_in_the_example_of_its_entry(kind: str, entry: str, said: str) -> None:
    assert kind in {mention.kind for mention in listen(said, analyse=analyse).dangers}, entry


@pytest.mark.parametrize(("kind", "entry", "said"), _entries("traps") + _entries("counter"))
def test_no_danger_is_heard_in_the_traps_of_an_entry(kind: str, entry: str, said: str) -> None:
    assert listen(said, analyse=analyse).dangers == (), (kind, entry)


@pytest.mark.parametrize("idiom", table("danger_context.toml")["idiom"], ids=lambda idiom: idiom["example"])
def test_no_danger_is_heard_in_an_idiom(idiom: dict[str, Any]) -> None:
    assert listen(idiom["example"], analyse=analyse).dangers == ()


@pytest.mark.parametrize("rule", table("speech.toml")["rule"], ids=lambda rule: rule["example"][0])
def test_dialect_and_recognition_errors_become_plain_speech(rule: dict[str, Any]) -> None:
    heard, standard = rule["example"]
    assert plain(heard) == standard


@pytest.mark.parametrize(
    ("entry", "key", "state"),
    [
        (entry, key, state or entry.get("state", "problem"))
        for entry in table("topics.toml")["entry"]
        for key, state in (("example", ""), ("denied_example", "ok"), ("over_example", "ok"))
        if key in entry
    ],
    ids=lambda value: value if isinstance(value, str) else value["id"],
)
def test_topics_are_told_by_the_example_denied_by_the_next_and_over_in_the_third(
    entry: dict[str, Any], key: str, state: str
) -> None:
    told = {(mention.topic.value, mention.state) for mention in listen(entry[key], analyse=analyse).topics}
    assert (entry["topic"], state) in told


@pytest.mark.parametrize("subject", table("topics_requests.toml")["subject"], ids=lambda subject: subject["say"])
def test_a_request_is_named_by_its_subject(subject: dict[str, Any]) -> None:
    assert [one.finding for one in listen(subject["example"], analyse=analyse).requests] == [subject["say"]]


@pytest.mark.parametrize("rule", table("topics_answers.toml")["danger_question"], ids=lambda rule: rule["kind"])
def test_a_yes_to_a_question_about_danger_is_that_danger(rule: dict[str, Any]) -> None:
    question, answer = rule["example"]
    assert rule["kind"] in {mention.kind for mention in listen(answer, question=question, analyse=analyse).dangers}


@pytest.mark.parametrize("name", [*FILES, "danger_context.toml", "topics.toml", "topics_answers.toml", "services.toml"])
def test_every_lexicon_says_which_version_it_is(name: str) -> None:
    assert table(name)["version"]


@pytest.mark.parametrize("rule", table("topics_answers.toml")["danger_answer"], ids=lambda rule: rule["kind"])
def test_an_open_question_is_answered_with_a_danger_by_its_example(rule: dict[str, Any]) -> None:
    question, answer = rule["example"]
    assert rule["kind"] in {mention.kind for mention in listen(answer, question=question, analyse=analyse).dangers}
