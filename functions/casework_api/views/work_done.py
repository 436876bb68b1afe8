"""What officials write on a case."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from anbu.domain.cases.state import State
from anbu.domain.casework.work_done import Contacted, RightAsked
from anbu.domain.counselling.record import Need, Topic
from functions.casework_api.views.view import Asked, View


class CallAsked(Asked):
    """A call that an official made."""

    result: Contacted
    note: str = Field(default="", max_length=2000)
    at: AwareDatetime | None = Field(default=None, description="통화한 때. 없으면 지금")


class VisitAsked(CallAsked):
    """A visit that an official made."""

    danger: bool = Field(default=False, description="위험한 상황을 보았으면 true: 사례가 긴급이 됩니다.")


class NoteAsked(Asked):
    """A remark."""

    text: str = Field(min_length=1, max_length=2000)


class EditAsked(Asked):
    """A person's version of the record."""

    need: Need
    summary: str = Field(min_length=1, max_length=4000)
    topics: dict[Topic, Literal["problem", "ok", "unknown"]] = Field(default_factory=dict)


class AnswerAsked(Asked):
    """What the agency answered."""

    accepted: bool
    result: str = Field(min_length=1, max_length=2000)


class AssigneeAsked(Asked):
    """Who takes the case on; null gives it back to the town."""

    official: str | None = Field(max_length=100)


class WhyAsked(Asked):
    """Why something is done."""

    reason: str = Field(min_length=1, max_length=2000)


class Standing(View):
    """Where a case stands now."""

    state: State
    due_at: datetime | None


class ObjectionAsked(Asked):
    """What the person asks about automated handling."""

    asked: RightAsked
    text: str = Field(min_length=1, max_length=4000)


class ObjectionRow(View):
    """One request that waits for an answer; what was asked stands on the case's page."""

    case_id: str
    n: int
    area_name: str
    asked: RightAsked
    taken_at: datetime
    due_at: datetime
    overdue: bool


class ObjectionList(View):
    """One page of requests."""

    items: list[ObjectionRow]
    next: str | None = None


class ObjectionAnswered(Asked):
    """What the person was answered."""

    answer: str = Field(min_length=1, max_length=4000)


class FormAsked(Asked):
    """읍면동 초기상담지 as it is to be kept: field code → what stands in it."""

    template: str = Field(max_length=40)
    answers: dict[str, Annotated[str, Field(max_length=4000)]] = Field(max_length=200)


class FormField(View):
    """One field of the form."""

    code: str
    label: str
    kind: Literal["text", "choice", "check"]
    choices: list[str] = Field(default_factory=list)
    value: str = ""
    source: Literal["person", "record", "official", ""] = ""


class FormSection(View):
    """One section."""

    title: str
    fields: list[FormField]


class FormView(View):
    """The form, filled from the record or as an official saved it."""

    template: str
    title: str
    saved_by: str | None = None
    saved_at: datetime | None = None
    sections: list[FormSection]


class BestCall(View):
    """When and where a call is likeliest to be answered."""

    number: str | None
    at: str = Field(description="예: 오전 9시~12시")
    why: str


class Brief(View):
    """Three lines before an official rings."""

    lines: list[str]
    best: BestCall
    on: date


class WishesAsked(Asked):
    """How somebody wants to be reached, as they or their family say it now."""

    no_texts: bool
    no_machine_calls: bool


class WishesView(View):
    """A wish as it was kept."""

    n: int
    by: str
    at: datetime
    no_texts: bool
    no_machine_calls: bool
