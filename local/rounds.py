"""A round on a running cloud, from outside: put a list there, see it through, ask for its certificate."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from anbu.adapters.clock import FileClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.adapters.list_store import S3Lists
from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import Certificate
from anbu.domain.cases.round import ListKind, Round
from anbu.domain.ids import AreaCode, RoundId
from anbu.ports import Conflict, Create
from anbu.usecases.certify_round import cases_of, certify_round
from anbu.usecases.compare_round import Comparing, compare_round
from anbu.usecases.resume_upload import HALF_WAY, uploads_of
from anbu.usecases.split_upload import ROUND_DAYS
from local.cloud import Cloud

_certificates = TypeAdapter(Certificate)


@dataclass
class UploadedRound:
    """One list as it was uploaded."""

    cloud: Cloud
    area: AreaCode
    round_id: RoundId
    key: str = ""
    ledger: DynamoLedger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = DynamoLedger(self.cloud.client("dynamodb"), self.cloud.table)

    @cached_property
    def clock(self) -> FileClock:
        """The cloud's fast clock."""
        return FileClock(Path(self.cloud.clock_file))

    def open(self, kind: ListKind) -> bool:
        """Opens the round, as a manager does before its list comes. Whether it is of this kind now."""
        now = self.clock.now()
        decide_by = (now + ROUND_DAYS).date()
        with suppress(Conflict):
            self.ledger.write(Create(Round(self.area, self.round_id, decide_by, now, kind=kind)))
        opened = self.opened()
        return opened is not None and opened.kind is kind

    def upload(self, file: Path) -> str:
        """Puts the list where a person would, under a name that nobody can guess. Returns the key."""
        self.key = f"lists/{self.area}/{self.round_id}/{secrets.token_hex(8)}{file.suffix.lower()}"
        self.cloud.client("s3").upload_file(str(file), self.cloud.lists_bucket, self.key)
        return self.key

    def cases(self) -> list[Case]:
        """Every case of the round."""
        return list(cases_of(self.ledger, self.area, self.round_id))

    def opened(self) -> Round | None:
        """The round, once its first list has been read."""
        return self.ledger.get(Round, self.area, self.round_id)

    def taken_in(self) -> bool:
        """Whether every row of its lists is in the ledger, as far as intake knows."""
        opened = self.opened()
        if opened is None:
            return False
        uploads = uploads_of(self.ledger, opened.uploads, f"{self.area}#{self.round_id}")
        return not any(upload.state in HALF_WAY for upload in uploads)

    def certificate(self) -> Certificate:
        """The certificate as of now: the stored file is read in full again."""
        today = self.clock.now().date()
        comparing = Comparing(
            self.ledger,
            S3Lists(self.cloud.client("s3"), self.cloud.lists_bucket),
            lambda area: list_rules(today, area),
            lambda path, rules: read_tables(path, rules.names),
        )
        return certify_round(
            self.ledger, self.clock, lambda opened: compare_round(opened, comparing), self.area, self.round_id
        )


def as_json(certificate: Certificate) -> dict[str, Any]:
    """The certificate as contract 6 prints it."""
    found: dict[str, Any] = _certificates.dump_python(certificate, mode="json")
    return found
