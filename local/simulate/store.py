"""The production ledger in memory, with its moves written to the event log and its acknowledgements at risk."""

from collections.abc import Iterator

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Line
from anbu.domain.cases.case import Case, Person, StoryEntry
from anbu.domain.cases.state import MACHINE_STATES, State
from anbu.domain.ids import CaseId
from anbu.ports import Change, Create, Index
from local.simulate.event_log import EventLog
from local.simulate.faults import Fuse


class LoggedLedger(MemoryLedger):
    """Counts how many cases are still the machine's: the round is through when none is."""

    def __init__(self, log: EventLog, fuse: Fuse) -> None:
        super().__init__(only={(Case, Index.DUE), (Line, Index.LIST)})
        self._log, self._fuse = log, fuse
        self._with_machine: set[str] = set()

    @property
    def is_through(self) -> bool:
        """Whether people have every case."""
        return not self._with_machine

    def cases(self) -> Iterator[Case]:
        """Everyone's case, as it stands."""
        return (entity for entity in self._entities.values() if type(entity) is Case)

    def write(self, *changes: Change) -> None:
        """All or none; then the acknowledgement, if it arrives."""
        self._fuse.step()
        stories = [change.entity for change in changes if type(change.entity) is StoryEntry]
        super().write(*[change for change in changes if type(change.entity) is not StoryEntry])
        for story in stories:  # the log is where they are kept here
            self._log.moved(story.case_id, story.state, story.due_at)
            self._count(story.case_id, story.state)
        self._fuse.step()
        self._fuse.answer()

    def enrol(self, case: Case, person: Person) -> None:
        """Puts a case on the ledger as intake does, before the faults begin."""
        super().write(Create(case), Create(person))
        self._count(case.id, case.state)
        self._log.moved(case.id, case.state, case.due_at)

    def _count(self, case: CaseId, state: State) -> None:
        if state in MACHINE_STATES:
            self._with_machine.add(case)
        else:
            self._with_machine.discard(case)
