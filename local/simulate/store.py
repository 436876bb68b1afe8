"""The production ledger in memory, with its moves written to the event log and its acknowledgements at risk."""

from collections.abc import Iterator
from typing import Any

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Line
from anbu.domain.cases.case import Case, Person, StoryEntry
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
        super().write(*[change for change in changes if type(change.entity) is not StoryEntry])
        for change in changes:
            entity: Any = change.entity
            if type(entity) is StoryEntry:  # the log is where stories are kept here
                self._log.moved(entity.case_id, entity.state, entity.due_at)
            elif type(entity) is Case:
                self._count(entity)
        self._fuse.step()
        self._fuse.answer()

    def enrol(self, case: Case, person: Person) -> None:
        """Puts a case on the ledger as intake does, before the faults begin."""
        super().write(Create(case), Create(person))
        self._count(case)
        self._log.moved(case.id, case.state, case.due_at)

    def _count(self, case: Case) -> None:
        if case.state.is_the_machines:
            self._with_machine.add(case.id)
        else:
            self._with_machine.discard(case.id)
