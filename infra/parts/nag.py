"""Accepting a finding of cdk-nag, always with its reason."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def accept(construct: IConstruct, rule: str, reason: str) -> None:
    """This finding on this construct (and what is in it) is meant. `reason` says why it does no harm."""
    Validations.of(construct).acknowledge(Acknowledgment(id=rule, reason=reason))
