"""What the letters of an answer tell of the topic asked about, and what entries and bare answers tell before them."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import Topic, TopicState
from anbu.domain.listening import hear_topics
from anbu.domain.listening.listen import listen
from anbu.domain.listening.weighing import TopicWeight
from bench.evaluation.regression import written
from bench.evaluation.topic_answers import LEARNT, UNLEARNT, TopicAnswer, read, topic_answers
from bench.evaluation.weigh_topics import learn

ASKED = "사시는 집은 괜찮으세요?"
LONG = "해가 잘 들고 조용하고 시장이 가까운 동네예요"


def _states(answer: str, question: str = ASKED, topic: Topic = Topic.HOUSING) -> list[TopicState]:
    return [one.state for one in listen(answer, question=question, asked=topic, analyse=analyse).topics if not one.sign]


def _weigh(monkeypatch: pytest.MonkeyPatch, problem: float, ok: float) -> None:
    monkeypatch.setattr(hear_topics, "weight_of_answer", lambda *_: TopicWeight(problem, ok))


@pytest.mark.parametrize(("problem", "ok", "states"), [(0.6, 0.2, ["problem"]), (0.2, 0.7, ["ok"]), (0.4, 0.4, [])])
def test_weights_tell_where_no_entry_does_and_in_doubt_nothing(
    monkeypatch: pytest.MonkeyPatch, problem: float, ok: float, states: list[TopicState]
) -> None:
    _weigh(monkeypatch, problem, ok)
    assert _states(LONG) == states


def test_a_bare_answer_is_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    _weigh(monkeypatch, 0.99, 0.0)
    assert _states("괜찮아요") == ["ok"]


def test_an_entry_is_believed_unless_the_whole_answer_weighs_much_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = "비가 오면 천장에서 물이 새요"
    _weigh(monkeypatch, 0.2, 0.7)
    assert _states(leaks) == ["problem"]
    _weigh(monkeypatch, 0.05, 0.9)
    assert _states(leaks) == ["ok"]


def test_danger_is_a_problem_of_its_topic_whatever_the_weights_say(monkeypatch: pytest.MonkeyPatch) -> None:
    _weigh(monkeypatch, 0.0, 0.99)
    assert "problem" in _states("사흘째 아무것도 못 먹었어요 쌀이 없어요", "식사는 잘 하세요?", Topic.LIVING_COSTS)


def test_whoever_did_not_hear_has_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _weigh(monkeypatch, 0.99, 0.0)
    assert _states("뭐라고요 하나도 안 들려요 다시 한번 말해 봐요") == []


def test_the_same_answers_give_the_same_file() -> None:
    answers = [TopicAnswer(Topic.HOUSING, ASKED, f"{n} 번째 방이 새서 걱정", frozenset({"problem"})) for n in "이삼"]
    answers += [TopicAnswer(Topic.HOUSING, ASKED, f"{n} 번째 방이 넓고 조용하고", frozenset({"ok"})) for n in "이삼"]
    weights = learn(answers)
    problem, ok = weights["새서"]
    assert problem > 0 > ok
    assert written(weights, "") == written(learn(answers), "")


def test_a_miss_is_told_in_words() -> None:
    wrong = TopicAnswer(Topic.HOUSING, ASKED, "괜찮아요", frozenset({"problem"}))
    told = read([wrong])
    assert (told.right.share, told.not_fine.share) == (0, 0)
    assert "housing: ok, not problem" in told.misses[0]


@pytest.mark.parametrize("lot", [*LEARNT, UNLEARNT])
def test_every_labelled_answer_has_a_question_and_a_state(lot: str) -> None:
    answers = topic_answers(lot)
    assert answers
    assert all(one.states and one.question and one.answer for one in answers)
