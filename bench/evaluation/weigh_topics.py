"""`python -m bench.evaluation.weigh_topics`: learns `data/topic_weights.csv` from labelled answers about topics.

One logistic regression: trouble, none, or neither told. Answers that may be read as either are not learnt from. The
same answers give the same file. Half a minute.
"""

from collections.abc import Sequence
from functools import partial

from anbu.domain.listening.question import understand
from anbu.domain.listening.sentences import sentences
from anbu.domain.listening.weighing import TOPICS, pieces_of_answer
from bench.evaluation.labelled import all_labelled
from bench.evaluation.regression import NONE, Weights, averaged, often_enough, regression, store
from bench.evaluation.topic_answers import LEARNT, TopicAnswer, in_calls, topic_answers

STATES = ("problem", "ok")
LEAST = 2
"""In how many answers a piece must stand to be weighed."""
ROUNDS = 20
HEADER = """\
# Learnt by `python -m bench.evaluation.weigh_topics`; do not edit. Hundredths; * is what every answer starts with.
# Source: {answers} answers labelled by hand for this project (bench/evaluation/transcripts).
# piece,problem,ok
"""


def told() -> list[TopicAnswer]:
    """Every labelled answer that tells one thing."""
    answers = [*(one for lot in LEARNT for one in topic_answers(lot)), *in_calls(all_labelled())]
    return [one for one in answers if not {"problem", "ok"} <= one.states]


def learn(answers: Sequence[TopicAnswer]) -> Weights:
    """The weights of every piece."""
    return averaged(partial(_learn_once, answers), len(STATES))


def _learn_once(answers: Sequence[TopicAnswer], seed: int) -> Weights:
    found = [
        pieces_of_answer(
            " ".join(one.plain for one in sentences(answer.answer)),
            answer.topic,
            understand(answer.question, answer.topic),
        )
        for answer in answers
    ]
    right = [next((n for n, state in enumerate(STATES) if state in answer.states), NONE) for answer in answers]
    rows = zip(often_enough(found, LEAST), right, strict=True)
    return regression(len(STATES), seed, [(*row, state) for row, state in rows], ROUNDS)


if __name__ == "__main__":
    answers = told()
    store(TOPICS, learn(answers), HEADER.format(answers=len(answers)))
