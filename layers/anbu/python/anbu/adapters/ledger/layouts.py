"""The entities of the ledger and their keys (docs/ledger.md shows the same as a table)."""

from anbu.adapters.ledger import list_layouts as _lists  # noqa: F401  registers uploads and rows
from anbu.adapters.ledger.casework_layouts import open_alert
from anbu.adapters.ledger.keys import register
from anbu.domain.cases.attempt import Attempt, Contact, Line, NumberLock, Pace
from anbu.domain.cases.case import Case, Person, StoryEntry
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.dead_letter import DeadLetter
from anbu.domain.cases.due import due_entry, moment
from anbu.domain.cases.round import Round
from anbu.domain.casework.work_order import district_entry, holder_of, town_entry
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.dialogue import Alert, Dialogue, Turn
from anbu.domain.outreach.breaker import Breaker
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, FollowUp, LastAsked, RunState
from anbu.domain.outreach.wishes import NumberWish, PersonWish, WishTold

register(
    Case,
    "CASE#{0}",
    "CASE",
    "id",
    due=due_entry,
    round=lambda case: (f"{case.round_area}#{case.round_id}", case.id),
    list=town_entry,
    area=district_entry,
)
register(Person, "CASE#{0}", "PERSON", "case_id")
register(StoryEntry, "CASE#{0}", "STORY#{1:06}", "case_id seq")
register(Attempt, "CASE#{0}", "ATTEMPT#{1}", "case_id id")
register(Contact, "CONTACT#{0}", "CONTACT", "contact_id")
register(
    Line,
    "LINE#{0}",
    "LINE",
    "n",
    list=lambda line: ("LINE#free" if line.held_by is None else "LINE#held", f"{line.n:05}"),
)
register(NumberLock, "NUMBER#{0}", "LOCK#{1}", "number channel")
register(Pace, "PACE#{0}", "PACE", "name")
register(Breaker, "BREAKER#{0}", "BREAKER", "name")
register(NumberWish, "NUMBER#{0}", "WISH", "number")
register(PersonWish, "PERSON#{0}", "WISH", "person")
register(WishTold, "CASE#{0}", "WISH#{1:04}", "case_id n")
register(
    CaseRecord,
    "CASE#{0}",
    "RECORD#{1}",
    "case_id attempt_id",
    due=lambda made: ("record#again", f"{moment(made.again_at)}#{made.attempt_id}") if made.again_at else None,
)
register(
    Round,
    "ROUND#{0}",
    "ROUND#{1}",
    "area id",
    list=lambda found: (f"ROUND#{found.state}", f"{found.area}#{found.id}"),
    area=lambda found: (f"ROUNDS#{found.area}", f"{moment(found.opened_at)}#{found.id}"),
)
register(
    DeadLetter,
    "LETTER#{0}",
    "LETTER",
    "id",
    list=lambda letter: (
        "LETTER#kept" if letter.sent_back_at is None else "LETTER#sent",
        moment(letter.at) + letter.id,
    ),
)
register(Dialogue, "CASE#{0}", "DIALOGUE#{1}", "case_id attempt_id", lean=True)
register(Turn, "TURNS#{0}", "TURN#{1:04}", "attempt_id n", lean=True)
register(
    Alert,
    "CASE#{0}",
    "ALERT#{1}",
    "case_id id",
    due=lambda alert: ("alert#open", f"{moment(alert.due_at)}#{alert.id}") if alert.state == "open" else None,
    list=lambda alert: open_alert(alert, alert.area),
    area=lambda alert: open_alert(alert, holder_of(alert.area)),
)
register(NumberOfCase, "NUMBER#{0}", "CASE#{1}", "number case_id")
register(
    Campaign,
    "CAMPAIGN#{0}",
    "CAMPAIGN",
    "id",
    list=lambda campaign: ("CAMPAIGN", campaign.id),
    area=lambda campaign: (f"CAMPAIGNS#{campaign.area}", campaign.id),
)
register(
    CampaignRun,
    "CAMPAIGN#{0}",
    "RUN#{1}",
    "campaign period",
    list=lambda run: ("RUN#begun", f"{run.campaign}#{run.period}") if run.state is RunState.BEGUN else None,
)
register(LastAsked, "PERSON#{0}", "ASKED", "person")
register(
    FollowUp,
    "CASE#{0}",
    "FOLLOWUP",
    "case_id",
    list=lambda follow_up: (
        ("FOLLOWUP#waiting", f"{moment(follow_up.opened_at)}#{follow_up.case_id}")
        if follow_up.compared_at is None
        else None
    ),
)
