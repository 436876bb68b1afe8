"""What the public door takes and answers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from anbu.domain.casework.reports import ReportBy, ReportStatus

ReceiptNumber = Field(pattern=r"^[A-Za-z2-7]{4}(-?[A-Za-z2-7]{4}){3}$", description="접수번호 16자리")
Pin = Field(pattern=r"^\d{6}$", description="신고할 때 정한 숫자 6자리")


class Asked(BaseModel):
    """A request body."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class ReportAsked(Asked):
    """A report. 장소는 좌표나 읍면동 코드 가운데 하나로 알려 주세요. 이름과 연락처는 없어도 됩니다."""

    by: ReportBy
    text: str = Field(min_length=5, max_length=4000, description="무엇이 걱정되는지")
    place: str = Field(min_length=2, max_length=200, description="어디인지 (주소나 설명)")
    latitude: float | None = Field(default=None, ge=33, le=39)
    longitude: float | None = Field(default=None, ge=124, le=132)
    area: str | None = Field(default=None, pattern=r"^\d{10}$", description="읍면동 행정표준코드")
    name: str = Field(default="", max_length=40, description="걱정되는 분의 이름 (알면)")
    reporter_phone: str | None = Field(default=None, pattern=r"^0\d{8,10}$", description="답을 받을 연락처 (원하면)")
    pin: str = Pin


class Receipt(BaseModel):
    """Keep both: the number and the PIN show what was done."""

    receipt: str
    status: ReportStatus
    sentence: str


class StatusAsked(Asked):
    """What was done with my report?"""

    receipt: str = ReceiptNumber
    pin: str = Pin


class Status(BaseModel):
    """What was done; never whether a household is known."""

    status: ReportStatus
    sentence: str


class PhotoAsked(StatusAsked):
    """A photo to add: at most three, ten megabytes each."""

    n: int = Field(ge=1, le=3)
    kind: Literal["image/jpeg", "image/png", "image/webp"] = "image/jpeg"


class PhotoForm(BaseModel):
    """Post these fields, then the file, as multipart/form-data within 15 minutes; then say that it is there."""

    url: str
    fields: dict[str, str]
