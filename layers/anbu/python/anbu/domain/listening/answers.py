"""Bare answers: 네, 없어요, 괜찮아요, 글쎄요, and what they mean to the question before them."""

from enum import StrEnum

from anbu.domain.listening.heard import Polarity
from anbu.domain.listening.negation import denied, rule
from anbu.domain.listening.question import Expects, Question, answer_rule


class Answer(StrEnum):
    """What an answer says of the matter asked about."""

    TROUBLE = "trouble"
    FINE = "fine"
    NOTHING = "nothing"


def answer_to(question: Question, plain: str) -> Answer:
    """What these words answer. In doubt nothing: unknown is never safe."""
    if answer_rule("answer", "unsure").search(plain):
        return Answer.NOTHING
    byown_words = own_words(plain)
    if byown_words is not Answer.NOTHING:
        return byown_words
    literal = literally(plain)
    if literal is Polarity.UNCLEAR or question.expects is Expects.OPEN:
        return Answer.NOTHING
    return _read(question, literal, plain)


def literally(plain: str) -> Polarity:
    """Yes or no as said, whatever the question."""
    if answer_rule("answer", "exists").search(plain):
        return Polarity.YES
    if answer_rule("answer", "denied").search(plain):
        return Polarity.NO
    if answer_rule("answer", "no").search(plain):
        return Polarity.NO
    if answer_rule("answer", "lacking").search(plain):
        return Polarity.NO
    return Polarity.YES if answer_rule("answer", "yes").search(plain) else Polarity.UNCLEAR


def polarity_of(question: Question, plain: str) -> Polarity:
    """Yes or no to the question as it was put."""
    answer = answer_to(question, plain)
    if answer is Answer.NOTHING:
        return Polarity.UNCLEAR if answer_rule("answer", "unsure").search(plain) else literally(plain)
    asks_for_trouble = question.expects is Expects.TROUBLE and not question.lacks
    asks_for_good = question.expects is Expects.FINE or question.lacks
    if asks_for_trouble:
        return Polarity.YES if answer is Answer.TROUBLE else Polarity.NO
    if asks_for_good:
        return Polarity.YES if answer is Answer.FINE else Polarity.NO
    return literally(plain)


def own_words(plain: str) -> Answer:
    """What the words say by themselves: 힘들어요, 괜찮아요."""
    bad = answer_rule("answer", "bad").search(plain)
    if bad and not denied(plain, bad.start(), bad.end()) and not rule("context", "over").search(plain):
        return Answer.TROUBLE
    return Answer.FINE if answer_rule("answer", "good").search(plain) else Answer.NOTHING


def _read(question: Question, literal: Polarity, plain: str) -> Answer:
    yes = literal is Polarity.YES
    trouble = question.expects is Expects.TROUBLE
    if not question.lacks and trouble and answer_rule("answer", "plainly_no").search(plain):
        return Answer.FINE
    if not question.lacks:
        return Answer.TROUBLE if yes == trouble else Answer.FINE
    if trouble:  # "어려움은 없으세요?": 네 and 아니요 and 없어요 all mean that there is none; only 있어요 tells of one
        return Answer.TROUBLE if answer_rule("answer", "exists").search(plain) else Answer.FINE
    if answer_rule("answer", "exists").search(plain):
        return Answer.FINE
    return Answer.TROUBLE if yes or answer_rule("answer", "lacking").search(plain) else Answer.NOTHING
