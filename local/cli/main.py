"""The command line (contract 1). Each verb is a module here with `add_parser(subparsers)` and `run(args) -> int`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

VERBS = {
    "demo": "a whole round on the embedded cloud, from a list to the certificate",
    "up": "start the embedded cloud and deploy onto it",
    "down": "stop the embedded cloud",
    "status": "what is running, and where",
    "intake": "dry run: read a candidate list and print the receipt",
    "upload": "upload a candidate list to the running deployment",
    "talk": "play the counselling call in the terminal",
    "triage": "transcripts in, counselling records out",
    "simulate": "a whole round against simulated time",
    "why": "the whole story of a case",
    "appoint": "name the first manager of an area",
    "validate-flow": "check a contact flow against the flow language's rules",
    "doctor": "what is missing or wrong before a deployment",
    "cost": "what a round costs, by service",
}
_MODULES = {"down": "up", "status": "up", "validate-flow": "validate_flow"}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb. Returns 0 (done), 1 (the input was refused) or 2 (wrong usage)."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="anbu", description="Anbu (안부): first counselling for households at risk.")
    asked = words[0] if words and words[0] in VERBS else None
    if asked is None:
        subparsers = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        for verb, does in VERBS.items():
            subparsers.add_parser(verb, help=does, add_help=False)
        parser.parse_args(words)
        return 2
    module = import_module(f"local.cli.{_MODULES.get(asked, asked)}")  # only this verb's: the others cost time
    module.add_parser(parser.add_subparsers(dest="verb", metavar="VERB", required=True))
    args = parser.parse_args(words)
    result: int = module.run(args)
    return result


if __name__ == "__main__":
    sys.exit(main())
