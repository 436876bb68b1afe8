"""The whole story of a case: every step, the rule that took it, the event behind it, what is due next and why."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case, StoryEntry
from anbu.domain.casework.story import StoryWords, Told, tell
from anbu.domain.ids import CaseId
from anbu.ports import Index, Ledger


@dataclass(frozen=True, slots=True)
class Story:
    """The steps in order, and where the case stands now."""

    case: Case
    steps: tuple[Told, ...]
    stands: str
    """The state in Korean."""


def tell_why(ledger: Ledger, case: Case, words: StoryWords) -> Story:
    """Reads the story of a case to its end, page by page."""
    steps: list[Told] = []
    cursor = None
    while True:
        page = ledger.query(StoryEntry, Index.OWN, case.id, cursor=cursor)
        steps += (tell(entry, words) for entry in page.items)
        if page.cursor is None:
            return Story(case, tuple(steps), words.states[case.state])
        cursor = page.cursor


def story_of(ledger: Ledger, case_id: CaseId, words: StoryWords) -> Story | None:
    """The story of a case by its id, for whoever runs the deployment (`anbu why`); None if there is no such case."""
    case = ledger.get(Case, case_id)
    return tell_why(ledger, case, words) if case else None
