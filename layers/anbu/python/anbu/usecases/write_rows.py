"""Write a chunk of rows: each row and its case in one transaction, once, however often the chunk comes."""

from collections.abc import Iterator, Sequence

from anbu.domain.cases.case import Case, Person, move
from anbu.domain.cases.round import Round
from anbu.domain.casework.household import household_of
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import AreaCode, CaseId, PersonKey, RoundId, UploadId, case_id
from anbu.domain.lists.duplicates import same_name
from anbu.domain.lists.entering import amended, enter, priority_of, waits_for_a_number
from anbu.domain.lists.upload import ListedRow, PersonOfCase, Upload, UploadState
from anbu.domain.lists.values import ListRow, Status
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.finish_upload import finish_upload, mark_written
from anbu.usecases.intaking import Intaking
from anbu.usecases.take_step import to_next_step

MOST_CHANGES = 96
"""In one transaction; DynamoDB takes 100."""


def write_chunk(area: AreaCode, round_id: RoundId, upload_id: UploadId, chunk: int, world: Intaking) -> Upload:
    """Writes the rows of one chunk; the last one to be written asks for the receipt.

    Raises:
        LookupError: the ledger does not know the upload: a fault.
    """
    upload = world.ledger.get(Upload, f"{area}#{round_id}", upload_id)
    opened = world.ledger.get(Round, area, round_id)
    if upload is None or opened is None:
        raise LookupError(f"chunk {chunk} of upload {upload_id}, which nobody has announced")
    RowWriter(upload, opened, world).write(world.store.chunk(upload_id, chunk))
    upload = mark_written(upload, chunk, world)
    ready = upload.is_whole and upload.state is UploadState.WRITING
    return finish_upload(upload, world) if ready else upload


class RowWriter:
    """Writes rows of one upload."""

    def __init__(self, upload: Upload, opened: Round, world: Intaking) -> None:
        self._upload, self._round, self._world = upload, opened, world
        self._rules = world.rules(upload.area)
        self._sheets = {sheet.name: index for index, sheet in enumerate(upload.sheets)}
        self._others = len(opened.uploads) > 1

    def write(self, rows: Sequence[ListRow]) -> None:
        """Writes them, many in a transaction; where one of those fails, its rows go one by one."""
        for group in self._groups(rows):
            try:
                self._world.ledger.write(*(change for _, changes in group for change in changes))
            except Conflict:
                for row, _ in group:
                    self.write_one(row)

    def write_one(self, row: ListRow) -> None:
        """One row: nothing if it is there, a new case, or what it adds to the person's case."""
        while True:
            if self._world.ledger.get(ListedRow, self._listed(row).block, row.row):
                return
            known = self._known(row)
            changes = self._amend(row, known) if known else self._new(row)
            try:
                self._world.ledger.write(*changes)
            except Conflict:
                continue
            return

    def _groups(self, rows: Sequence[ListRow]) -> Iterator[list[tuple[ListRow, list[Change]]]]:
        group: list[tuple[ListRow, list[Change]]] = []
        size = 0
        for row in rows:
            if self._others:
                self.write_one(row)
                continue
            changes = self._new(row)
            if size + len(changes) > MOST_CHANGES:
                yield group
                group, size = [], 0
            group.append((row, changes))
            size += len(changes)
        if group:
            yield group

    def _listed(self, row: ListRow, case: CaseId | None = None) -> ListedRow:
        known = row.duplicate_of
        return ListedRow(
            self._upload.file,
            self._sheets[row.sheet],
            row.row,
            row.status,
            self._world.keyed.digest(row),
            case,
            known.row if known else None,
            known.file if known else None,
        )

    def _is_case(self, row: ListRow) -> bool:
        return row.status is not Status.DUPLICATE and (row.status is not Status.REJECTED or row.is_open_work)

    def _person_key(self, row: ListRow) -> PersonKey:
        return self._world.keyed.person(row, self._upload.file, self._sheets[row.sheet])

    def _new(self, row: ListRow) -> list[Change]:
        if not self._is_case(row):
            return [Create(self._listed(row))]
        world, upload = self._world, self._upload
        person_key = self._person_key(row)
        case, person, story = enter(
            row,
            upload.area,
            upload.round_id,
            person_key,
            number_key=world.keyed.number,
            household=world.keyed.household(row.address, row.area or upload.area),
            priority=priority_of(row.every_indicator, self._rules.indicators.classes),
            shards=world.shards,
            decide_by=self._round.decide_by,
            ladder=world.ladder(row.area or upload.area),
            now=world.clock.now(),
            event=f"{upload.id}:row",
            origin=self._round.kind,
        )
        origin = PersonOfCase(person_key, case.id, upload.area, upload.round_id, upload.id, row.row)
        numbers = dict.fromkeys(NumberOfCase(ref.key, case.id, case.round_id) for ref in case.numbers)
        entities = (self._listed(row, case.id), case, person, story, origin, *numbers, *household_of(case))
        return [Create(entity) for entity in entities]

    def _known(self, row: ListRow) -> Case | None:
        """The case of this person in the round, from another file: by key, or by name and number where a date lacks."""
        if not self._is_case(row):
            return None
        ledger = self._world.ledger
        case = ledger.get(Case, case_id(self._upload.area, self._upload.round_id, self._person_key(row)))
        if case or not row.name:
            return case
        for phone in row.phones:
            for link in ledger.query(NumberOfCase, Index.OWN, self._world.keyed.number(phone.number)).items:
                person = ledger.get(Person, link.case_id) if link.round_id == self._upload.round_id else None
                if person and _may_be(person, row):
                    found = ledger.get(Case, link.case_id)
                    if found and found.round_area == self._upload.area:
                        return found
        return None

    def _amend(self, row: ListRow, case: Case) -> list[Change]:
        """The row as a duplicate of the one that made the case, and what it adds to the case."""
        world = self._world
        person = world.ledger.get(Person, case.id)
        origin = world.ledger.get(PersonOfCase, case.person_key, case.id)
        listed = replace(
            self._listed(row, case.id),
            status=Status.DUPLICATE,
            duplicate_of=origin.row if origin else None,
            duplicate_file=origin.upload if origin else None,
        )
        if person is None:  # erased: nothing is added to somebody who asked to be forgotten
            return [Create(listed)]
        new_case, new_person = amended(case, person, row, world.keyed.number, self._rules.indicators.classes)
        if new_person == person and new_case == case:
            return [Create(listed)]
        now = world.clock.now()
        if waits_for_a_number(case) and not waits_for_a_number(new_case):
            moved, story = to_next_step(new_case, world.ladder(case.area), now, f"{self._upload.id}:row")
        else:
            stays, entry = move(
                new_case, now, to=case.state, due=case.due_at, rule="amended_by_list", event=f"{self._upload.id}:row"
            )
            moved, story = Replace(stays), Create(entry)
        added = [ref for ref in new_case.numbers if ref not in case.numbers]
        links = dict.fromkeys(NumberOfCase(ref.key, case.id, case.round_id) for ref in added)
        return [Create(listed), moved, story, Replace(new_person), *map(Create, links)]


def _may_be(person: Person, row: ListRow) -> bool:
    """The same name, and a birth date is missing on one side: one number in common makes them one (contract 2)."""
    return same_name(person.name) == same_name(row.name) and not (person.birth_date and row.birth_date)
