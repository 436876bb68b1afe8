"""Makes the counselling record of a call: the rules first, and the model on top if there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.masking import Masks, PersonalData
from anbu.domain.counselling.merge import merge
from anbu.domain.counselling.model_answer import Claim, ModelAnswer, ModelFailed, Usage
from anbu.domain.counselling.record import CounsellingRecord, Flag, Reached
from anbu.domain.listening.morphology import Morphology
from anbu.domain.transcript import Transcript, TranscriptTurn
from anbu.domain.values import replace


class SummaryModel(Protocol):
    """A language model that reads a masked transcript."""

    @property
    def engine(self) -> str:
        """`llm:<model>`."""
        ...

    @property
    def prompt(self) -> str:
        """Version of the prompt, as its file is named."""
        ...

    def read(self, turns: tuple[TranscriptTurn, ...]) -> tuple[ModelAnswer, Usage]:
        """The model's reading, within its deadline.

        Raises:
            ModelFailed: anything else than a usable answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Summarising:
    """What making a record needs. Without a model the rules' record is the record."""

    analyse: Morphology
    model: SummaryModel | None = None
    measure: Callable[[Usage], None] = lambda _usage: None
    failed: Callable[[str], None] = lambda _why: None


def summarise_call(transcript: Transcript, person: PersonalData, world: Summarising) -> CounsellingRecord:
    """The record of one call. Never fails for the model's sake: then it is the rules' record with a flag.

    What is no usable transcript, or no talk with a person, never reaches the model; personal data never leaves.
    """
    rules = counsel(transcript, world.analyse)
    if world.model is None or rules.reached in (Reached.VOICEMAIL, Reached.NOBODY):
        return rules
    masks = Masks(person)
    turns = tuple(replace(turn, text=masks.mask(turn.text)) for turn in transcript.turns)
    try:
        answer, usage = world.model.read(turns)
    except ModelFailed as failure:
        world.failed(str(failure))
        if failure.usage is not None:
            world.measure(failure.usage)
        return replace(rules, flags=(*rules.flags, Flag.MODEL_FAILED))
    world.measure(usage)
    merged = merge(rules, _unmasked(answer, masks), transcript, world.model.engine)
    return replace(merged, prompt=world.model.prompt)


def _unmasked(answer: ModelAnswer, masks: Masks) -> ModelAnswer:
    def whole(claim: Claim) -> Claim:
        return Claim(masks.restore(claim.text), claim.turn, masks.restore(claim.quote))

    return ModelAnswer(
        tuple((kind, whole(claim)) for kind, claim in answer.dangers),
        tuple((topic, whole(claim)) for topic, claim in answer.problems),
        tuple(whole(claim) for claim in answer.requests),
        tuple(masks.restore(line) for line in answer.summary),
    )
