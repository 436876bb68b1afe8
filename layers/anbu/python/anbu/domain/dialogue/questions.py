"""The questions of the interview: one at a time, each once, re-asked only when nothing was heard."""

import re
from dataclasses import replace
from datetime import datetime

from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step
from anbu.domain.dialogue.interview import Interview, Question
from anbu.domain.dialogue.moves import Reply, ask, ask_again, close, closing, time_is_up
from anbu.domain.dialogue.reading import Reading
from anbu.domain.dialogue.scales import NOT_UNDERSTOOD, count_in
from anbu.domain.listening.heard import Polarity

Next = tuple[Dialogue, Reply]
_BARE_YES = re.compile("^(네|예|응|어|그래|그렇|맞|있|하모|그려|그러|습니다|아|요|죠|지|유|어요|아요|은)+$")
_YES_BUT = re.compile("^(네|예|응|어|그래)(근데|그런데|저기|혹시|그러면|그럼)")
"""«네, 근데 딸이 같이 들어도 돼요?»: a yes to us, and none to what was asked."""
_REQUIRED = frozenset({"living_costs", "arrears", "health", "employment", "housing", "isolation"})


def required_left(here: Dialogue) -> bool:
    """Whether a required topic has not been gone through yet."""
    return bool(_REQUIRED - set(here.covered))


def ask_next(here: Dialogue, now: datetime, interview: Interview) -> Next:
    """The next question of the plan, or the closing when there is none, or no time."""
    if time_is_up(here, now, interview):
        return closing(here, Ending.TIME_UP, *(("time_up",) if required_left(here) else ()))
    plan = here.plan
    if now - here.started_at >= interview.limits.wind_down:
        plan = tuple(q for q in plan if interview.questions[q].required)
    if not plan:
        return closing(replace(here, plan=()), Ending.DONE)
    here = replace(here, step=Step.QUESTION, question=plan[0], plan=plan[1:], re_asked=0, repeated=0)
    return here, ask(plan[0], interview)


def answer_question(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """The answer to a question: noted, acknowledged, and on; asked about once more if it was a bare yes to a topic."""
    if reading.silent or reading.noise or reading.words in {"여보세요", "여보시오"}:
        return _not_heard(here, reading, now, interview)
    question = interview.questions[here.question]
    if _asks_back(here, question, reading):
        return replace(here, re_asked=here.re_asked + 1), ask_again(here, interview).after("asked_back")
    here = note_answer(here, reading, interview)
    if _wants_detail(here, question, reading, now, interview):
        return (
            replace(here, step=Step.FOLLOW_UP, follow_ups=here.follow_ups + 1, re_asked=0),
            Reply(("heard", "follow_up"), acknowledges=True),
        )
    after, spoken = ask_next(here, now, interview)
    if after.step is Step.ENDED:
        return after, spoken
    return after, replace(spoken.after(_thanks(here, question, reading)), acknowledges=True)


def answer_follow_up(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    """Whatever they add is kept; asked once, never again."""
    if here.silences > interview.limits.re_asks:
        return close(here, Ending.SILENCE, "silence_bye")
    after, spoken = ask_next(here, now, interview)
    if reading.silent or after.step is Step.ENDED:
        return after, spoken
    return after, replace(spoken.after("heard"), acknowledges=True)


def note_answer(here: Dialogue, reading: Reading, interview: Interview) -> Dialogue:
    """The dialogue with the present question gone through."""
    question = interview.questions.get(here.question)
    if here.step is not Step.QUESTION or question is None:
        return here
    if question.id.startswith("scale_"):
        here = replace(here, counts=(*here.counts, _points(reading, interview)))
    topic = question.about
    if topic is None or topic in here.covered:
        return here
    return replace(here, covered=(*here.covered, topic))


def leave(here: Dialogue, now: datetime, interview: Interview) -> Next:
    """On without an answer: it was asked often enough. The record will say that it is unanswered."""
    after, spoken = ask_next(note_answer(here, Reading(), interview), now, interview)
    return after, spoken if after.step is Step.ENDED else spoken.after("move_on")


def _asks_back(here: Dialogue, question: Question, reading: Reading) -> bool:
    """A question in place of an answer, which nobody here can answer: told that it is passed on, once."""
    told = reading.heard.topics or reading.heard.requests or reading.heard.polarity is not Polarity.UNCLEAR
    asked_back = reading.asks and (not told or _YES_BUT.match(reading.words) is not None)
    return question.about is not None and asked_back and here.re_asked < 1


def _not_heard(here: Dialogue, reading: Reading, now: datetime, interview: Interview) -> Next:
    if here.silences > interview.limits.re_asks:
        return close(here, Ending.SILENCE, "silence_bye")
    if here.re_asked >= interview.limits.re_asks:
        return leave(here, now, interview)
    again = ask_again(here, interview)
    if reading.silent and here.re_asked == 1:
        again = again.after("silence_keys")
    return replace(here, re_asked=here.re_asked + 1), again.after("noise" if reading.noise else "silence")


def _wants_detail(here: Dialogue, question: Question, reading: Reading, now: datetime, interview: Interview) -> bool:
    bare_yes = reading.heard.polarity is Polarity.YES and bool(_BARE_YES.match(reading.words))
    in_time = now - here.started_at < interview.limits.wind_down
    scaled = question.id.startswith("scale_")
    return (
        question.about is not None
        and not scaled
        and bare_yes
        and in_time
        and here.follow_ups < interview.limits.follow_ups
    )


def _thanks(here: Dialogue, question: Question, reading: Reading) -> str:
    if question.about is None or question.id.startswith("scale_"):
        return "heard"
    if reading.asks and reading.heard.polarity is Polarity.UNCLEAR:
        return "asked_back"
    if "dont_know" in reading.signals:
        return "heard"
    states = {mention.state for mention in reading.heard.topics}
    if "problem" in states or reading.heard.polarity is Polarity.YES:
        return _varied("heard_problem", here)
    return _varied("heard_ok", here) if reading.heard.polarity is Polarity.NO or "ok" in states else "heard"


def _varied(text: str, here: Dialogue) -> str:
    """Nobody says the same six times in a row."""
    return (text, f"{text}_2", f"{text}_3")[len(here.covered) % 3]


def _points(reading: Reading, interview: Interview) -> int:
    if interview.scale is not None and interview.scale.per_count:
        return count_in(reading.words)
    return {Polarity.YES: 1, Polarity.NO: 0}.get(reading.heard.polarity, NOT_UNDERSTOOD)
