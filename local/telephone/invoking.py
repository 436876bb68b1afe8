"""How Connect runs a Lambda function inside a flow: its time limit, its retries, and what it accepts as an answer.

Limits: Connect administrator guide, "Grant Amazon Connect access to your Lambda functions": 1–8 seconds, up to three
more tries within them, 20 seconds for a chain of functions without a prompt between, 32 KB of answer.
"""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from local.telephone.contact import Contact
from local.telephone.effects import Effect, Event, FunctionFailed, Invoke
from local.telephone.flow import Block, FlowError

MOST_TRIES = 4
CHAIN_SECONDS = 20.0
MOST_ANSWER_BYTES = 32 * 1024


@dataclass(slots=True)
class FunctionChain:
    """Functions run one after another while the caller hears nothing."""

    seconds: float = 0.0

    def rest(self) -> None:
        """A prompt was played: the caller has heard something, the count begins anew."""
        self.seconds = 0.0


def invoke(
    block: Block, contact: Contact, chain: FunctionChain, stopwatch: Callable[[], float]
) -> Generator[Effect, Any, bool]:
    """Run the block's function, more than once if it fails within the limit. True: `$.External` holds its answer."""
    parameters = contact.fill(block.parameters)
    if parameters.get("InvocationType", "SYNCHRONOUS") != "SYNCHRONOUS":
        raise FlowError(f"InvokeLambdaFunction '{block.id}' does not wait for its answer, which cannot be played here")
    contact.external = {}
    event = contact.event(parameters.get("LambdaInvocationAttributes", {}))
    limit = min(float(parameters.get("InvocationTimeLimitSeconds", 3)), CHAIN_SECONDS - chain.seconds)
    began = stopwatch()
    try:
        for _ in range(MOST_TRIES):
            left = limit - (stopwatch() - began)
            if left <= 0:
                return False
            try:
                answer: Event = yield Invoke(parameters["LambdaFunctionARN"], event, left)
            except FunctionFailed as failure:
                if failure.timed_out:
                    return False
                continue
            if not _acceptable(answer, parameters.get("ResponseValidation", {}).get("ResponseType", "STRING_MAP")):
                return False
            contact.external = answer
            return True
        return False
    finally:
        chain.seconds += stopwatch() - began


def _acceptable(answer: Any, response_type: str) -> bool:
    if not isinstance(answer, dict) or len(json.dumps(answer, ensure_ascii=False).encode()) > MOST_ANSWER_BYTES:
        return False
    return response_type == "JSON" or all(isinstance(value, str) for value in answer.values())
