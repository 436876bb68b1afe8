"""A yes to a question about a danger is that danger ("죽고 싶다는 생각이 드세요?" "네, 가끔요")."""

from anbu.domain.listening.answers import Answer, answer_to, literally
from anbu.domain.listening.danger_answers import danger_answers
from anbu.domain.listening.heard import DangerMention, Polarity
from anbu.domain.listening.negation import rule
from anbu.domain.listening.question import Question
from anbu.domain.listening.sentences import Sentence

LONGEST_ANSWER = 40
"""Letters. A longer answer speaks for itself."""


def hear_answer(said: tuple[Sentence, ...], question: Question) -> tuple[DangerMention, ...]:
    """The danger that was asked about, if this answers yes and does not speak of long ago; and what an open
    question was answered with ("지금 어디서 지내세요?" "찜질방이요")."""
    return (*_agreed(said, question), *_told(said, question))


def _told(said: tuple[Sentence, ...], question: Question) -> tuple[DangerMention, ...]:
    whole = " ".join(sentence.plain for sentence in said)
    if not said or len(whole) > LONGEST_ANSWER or _long_ago(whole):
        return ()
    return tuple(
        DangerMention(answer.kind, said[0].said, entry="told")
        for answer in danger_answers()
        if answer.question.search(question.text) and answer.answer.search(whole) and not answer.excused(whole)
    )


def _agreed(said: tuple[Sentence, ...], question: Question) -> tuple[DangerMention, ...]:
    if question.danger is None or not said:
        return ()
    whole = " ".join(sentence.plain for sentence in said)
    if _long_ago(whole):
        return ()
    for sentence in said:
        answer = answer_to(question, sentence.plain)
        if answer is Answer.FINE or (answer is Answer.NOTHING and literally(sentence.plain) is Polarity.NO):
            return ()
        if answer is Answer.TROUBLE:
            return (DangerMention(question.danger, sentence.said, entry="answered"),)
    return ()


def _long_ago(plain: str) -> bool:
    if rule("context", "over").search(plain):
        return True
    return bool(rule("context", "past").search(plain)) and not rule("context", "goes_on").search(plain)
