"""A call, and the record of it that is made with a model behind the SDK."""

from anbu.adapters.language_model import ModelSettings, language_model
from anbu.adapters.morphology import analyse
from anbu.domain.counselling.masking import PersonalData
from anbu.domain.counselling.model_answer import Usage
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.transcript import Transcript
from anbu.usecases.summarise_call import Summarising, summarise_call
from tests.unit.counselling.calls import ME
from tests.unit.counselling.model_server import Behaviour, model_server

PERSON = PersonalData(
    names=("김말순",),
    phones=("+821000123456",),
    addresses=("전라남도 곡성군 옥과면 리문리 9012번지",),
    birth_dates=("19480302", "480302", "1948-03-02"),
)
HUNGRY = (*ME, "식사는 하셨어요?", "쌀이 똑 떨어졌어요", "건강은 어떠세요?", "요즘 통 기운을 못 차리겠어요")


def made_by(
    transcript: Transcript, behaviour: Behaviour, *, deadline: float = 5.0
) -> tuple[CounsellingRecord, list[str], list[Usage], list[str]]:
    """The record, what was asked, what was used and what failed, with a model that behaves so."""
    used: list[Usage] = []
    failed: list[str] = []
    with model_server(behaviour) as server:
        settings = ModelSettings(
            provider="self_hosted",
            model="m",
            base_url=server.base_url,
            deadline_seconds=deadline,
            retries=0,
            won_per_million_prompt=1000,
            won_per_million_answer=10_000,
        )
        model = language_model(settings)
        world = Summarising(analyse, model, used.append, failed.append)
        try:
            return summarise_call(transcript, PERSON, world), server.asked, used, failed
        finally:
            model.client.close()


def claim(turn: str, quote: str, **more: str) -> dict[str, str]:
    """A finding as a model puts it."""
    return {"turn": turn, "quote": quote, "text": "모델의 말", **more}
