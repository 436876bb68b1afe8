"""Wiring of the call handler: the ledger, the approved interview, the ear, and the model if the settings name one."""

from functools import cache

from anbu import bootstrap
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.interviews import LISTENER, interview
from anbu.adapters.ladders import ladders, next_open
from anbu.adapters.language_model import language_model
from anbu.adapters.turn_model import TurnModel, WithDeadline
from anbu.bootstrap_model import model_settings
from anbu.domain.dialogue.speak import Office
from anbu.domain.ids import AreaCode, NumberKey
from anbu.domain.lists.keyed import Keyed
from anbu.domain.phones import PhoneNumber
from anbu.usecases.conversing import AskModel, Conversing


@cache
def conversing() -> Conversing:
    """The world of a conversation in this deployment."""
    told = bootstrap.settings()
    return Conversing(
        ledger=bootstrap.ledger(),
        clock=bootstrap.clock(),
        interview=lambda area: interview(told.office_of(area).isolation_scale),
        listener=LISTENER,
        office=office_of,
        number_key=number_key,
        ask_model=model(),
        next_open=next_open(ladders(korean_calendar(told.holidays), told.ladder)),
        home_area=AreaCode(told.offices[0].area),
    )


@cache
def model() -> AskModel | None:
    """The model that the settings name, asked within their deadline; none: rules alone."""
    where = model_settings()
    if where is None:
        return None
    deadline = bootstrap.settings().model.deadline_seconds
    beside = where.model_copy(update={"deadline_seconds": deadline, "retries": 0})
    return WithDeadline(TurnModel(language_model(beside).client, where.model, where.temperature), deadline)


def office_of(area: AreaCode) -> Office:
    """Who speaks for an area. The institution's name says nothing about welfare: others may hear it."""
    office = bootstrap.settings().office_of(area)
    return office_named(office.name, office.phone)


def office_named(name: str, phone: str) -> Office:
    """곡성군 → 곡성군청."""
    institution = name if name.endswith("청") else f"{name}청"
    return Office(institution, "복지팀", phone)


def number_key(number: PhoneNumber) -> NumberKey:
    """The keyed hash under which a telephone number stands in the ledger; the key is read when somebody rings back."""
    return Keyed(bootstrap.hash_key()).number(number)
