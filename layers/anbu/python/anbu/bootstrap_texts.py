"""Wiring of texts: the provider of the settings, and the wording of each local government."""

from datetime import datetime
from functools import cache

import boto3

from anbu import bootstrap
from anbu.data import load
from anbu.domain.cases.case import Case
from anbu.domain.outreach.texts import TextBody, TextTemplate
from anbu.domain.outreach.wording import notice_for
from anbu.domain.phones import Phone, PhoneNumber, domestic
from anbu.ports import TextSender
from anbu.settings import Office
from anbu.usecases.send_notice import Texting


@cache
def sender() -> TextSender:
    """The provider that the settings name."""
    texts = bootstrap.settings().texts
    if texts.provider == "aws":
        from anbu.adapters.sms.aws import ONE_TRY, AwsTexts  # noqa: PLC0415  one of the two is loaded

        client = boto3.client("pinpoint-sms-voice-v2", config=ONE_TRY)
        return AwsTexts(texts.sender, texts.configuration_set, client)
    from anbu.adapters.sms.solapi import SolapiTexts  # noqa: PLC0415

    keys = bootstrap.secret_json(texts.secret or "")
    own_number = domestic(PhoneNumber(texts.sender))
    return SolapiTexts(keys["key"], keys["secret"], own_number, channel=texts.channel, base_url=texts.base_url)


@cache
def templates() -> dict[str, TextTemplate]:
    """Every wording by its code."""
    return {entry["code"]: TextTemplate(**entry) for entry in load("notices")["notice"]}


def names_of(office: Office, caller_number: str) -> dict[str, str]:
    """What a text says of who writes, whom to ring back, and from which number the call comes."""
    return {
        "office": office.name,
        "office_number": office.phone,
        "caller_number": domestic(PhoneNumber(caller_number)),
    }


def wording(case: Case, phone: Phone, call_from: datetime) -> TextBody:
    """The notice of this case to this number, in the name of its office."""
    told = bootstrap.settings()
    names = names_of(told.office_of(case.area), told.telephony.caller_number)
    return notice_for(case, phone, call_from, bootstrap.clock().now(), templates(), names)


@cache
def texting() -> Texting:
    """What sending texts needs."""
    return Texting(bootstrap.work(), sender(), wording)
