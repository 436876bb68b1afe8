"""Checks of what goes out to people: every text in the name of every office, and the campaigns of the settings."""

from collections.abc import Iterator
from datetime import datetime

from anbu.bootstrap_texts import names_of, templates
from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import CampaignInvalid
from anbu.domain.outreach.texts import TextInvalid, compose
from anbu.domain.times import KST
from anbu.settings import Settings
from local.doctor.finding import Finding, error

_ANY_TIME = "11월 30일 오전 10시 이후에"
_ANY_DAY = datetime(2026, 1, 1, tzinfo=KST)


def texts(settings: Settings) -> Iterator[Finding]:
    """A name or number that no Korean handset shows, or that makes a text too long, would stop every text."""
    for office in settings.offices:
        values = {**names_of(office, settings.telephony.caller_number), "when": _ANY_TIME}
        for template in templates().values():
            try:
                compose(template, values)
            except TextInvalid as wrong:
                yield error("texts", "text_invalid", f"{office.name}의 문자를 보낼 수 없습니다: {wrong}")


def campaigns(settings: Settings) -> Iterator[Finding]:
    """A campaign that cannot be read would stop all of them; one of a foreign area calls nobody."""
    served = {office.area[:5] for office in settings.offices}
    seen = set[str]()
    for table in settings.campaigns:
        try:
            campaign = campaign_of(table, _ANY_DAY)
        except CampaignInvalid as wrong:
            yield error("campaigns", "campaign_invalid", f"캠페인 설정이 잘못되었습니다: {wrong}")
            continue
        if campaign.id in seen:
            yield error("campaigns", "campaign_twice", f"캠페인 {campaign.id}이(가) 두 번 적혀 있습니다.")
        seen.add(campaign.id)
        if campaign.area[:5] not in served:
            yield error(
                "campaigns", "campaign_of_nobody", f"캠페인 {campaign.id}은(는) 이 배포가 맡지 않은 지역입니다."
            )
