"""What the weights may do to what the lexicons heard, and what not."""

import pytest

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening import second_hearing
from anbu.domain.listening.heard import About, DangerMention
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.tables import table
from anbu.domain.listening.weighing import KINDS, Weight, weight
from bench.evaluation.regression import written
from bench.evaluation.weigh_danger import learn

LINES = ("날씨가 좋네요", "밥은 잘 먹어요", "손주가 왔다 갔어요", "장에 다녀왔어요")
LONG = "이 문장은 위험을 하나하나 말하지 않고 길게 돌려서 천천히 말하는 문장이에요"
SHORT = "짧게 한마디만 했어요"
HIT = DangerMention(DangerKind.VIOLENCE, LONG)


def _said(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, text) for text in texts)


def _weighing(monkeypatch: pytest.MonkeyPatch, chance: float, kind: DangerKind = DangerKind.NO_FOOD) -> None:
    each = dict.fromkeys(KINDS, 0.0) | {kind: chance}
    monkeypatch.setattr(second_hearing, "weight", lambda _: Weight(chance, each))


def test_an_entry_is_overruled_where_the_whole_answer_weighs_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.01)
    assert second_hearing.weighed((HIT,), _said(LONG), believed=False) == ()


def test_a_wish_to_die_said_outright_is_believed_where_another_entry_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.3, DangerKind.SELF_HARM)
    outright = DangerMention(DangerKind.SELF_HARM, LONG, entry="self_harm.wants_to_die")
    other = DangerMention(DangerKind.SELF_HARM, LONG, entry="self_harm.too_tired_to_live")
    assert second_hearing.weighed((outright,), _said(LONG), believed=False) == (outright,)
    assert second_hearing.weighed((other,), _said(LONG), believed=False) == ()


def test_the_more_entries_agree_the_longer_an_answer_must_be_to_overrule_them(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.01)
    said = "스무 글자가 조금 넘는 말을 했어요"
    one, three = (DangerMention(DangerKind.VIOLENCE, said, agreed=agreed) for agreed in (1, 3))
    assert second_hearing.weighed((one,), _said(said), believed=False) == ()
    assert second_hearing.weighed((three,), _said(said), believed=False) == (three,)


def test_in_doubt_an_entry_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.6)
    assert second_hearing.weighed((HIT,), _said(LONG), believed=False) == (HIT,)


def test_what_only_the_question_told_is_not_overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.01)
    assert second_hearing.weighed((HIT,), _said(LONG), believed=True) == (HIT,)


def test_a_short_answer_overrules_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.01)
    hit = DangerMention(DangerKind.VIOLENCE, SHORT)
    assert second_hearing.weighed((hit,), _said(SHORT), believed=False) == (hit,)


def test_a_danger_of_somebody_else_stays_as_it_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.01)
    theirs = DangerMention(DangerKind.VIOLENCE, LONG, About.THIRD_PARTY)
    assert second_hearing.weighed((theirs,), _said(LONG), believed=False) == (theirs,)


def test_words_of_another_danger_are_not_silenced_where_nothing_else_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.9)
    said = "스무 글자가 조금 넘는 말을 했어요"
    hit = DangerMention(DangerKind.VIOLENCE, said)
    assert second_hearing.weighed((hit,), _said(said), believed=False) == (hit,)


def test_a_faint_danger_told_at_length_is_heard_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.85)
    heard = second_hearing.weighed((), _said(SHORT, LONG), believed=False)
    assert [(one.kind, one.quote in (SHORT, LONG)) for one in heard] == [(DangerKind.NO_FOOD, True)]


def test_weights_alone_are_not_believed_of_a_short_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    _weighing(monkeypatch, 0.97)
    assert second_hearing.weighed((), _said(SHORT), believed=False) == ()


def test_danger_is_not_lost_in_a_long_talk_about_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    each = dict.fromkeys(KINDS, 0.0) | {DangerKind.NO_FOOD: 0.8}
    monkeypatch.setattr(
        second_hearing,
        "weight",
        lambda plain: Weight(0.8, each) if LONG in plain else Weight(0.0, dict.fromkeys(KINDS, 0.0)),
    )
    heard = second_hearing.weighed((), _said(*[SHORT] * 5, LONG, *[SHORT] * 5), believed=False)
    assert [one.quote for one in heard] == [LONG]


def test_weights_tell_what_they_have_learnt_and_the_same_answers_give_the_same_file() -> None:
    answers = [(f"{n}일째 굶었어요", frozenset({"no_food"})) for n in "이삼사오"] + [
        (f"{n}일째 산책했어요", frozenset[str]()) for n in "이삼사오"
    ]
    weights = learn(answers, LINES)
    any_danger = 0
    assert weights["굶었"][any_danger] > 0 > weights["산책"][any_danger]
    assert written(weights, "# head\n") == written(learn(answers, LINES), "# head\n")


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_weighs_each_danger_in_the_column_of_its_name(kind: DangerKind) -> None:
    """Were two columns taken for each other, the examples of the lexicons would weigh for the wrong danger."""
    names = {"medical_emergency": "medical", "life_utilities": "utilities", "losing_home": "home"}
    name = names.get(kind, "child" if kind is DangerKind.CHILD_OR_DEPENDANT else str(kind))
    examples = [entry["example"] for entry in table(f"danger_{name}.toml")["entry"]]
    right = sum(max(KINDS, key=weight(said).each.__getitem__) is kind for said in examples)
    assert right > len(examples) * 0.6
