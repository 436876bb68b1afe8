"""Mutation testing of `domain/`: every rule is broken on purpose, and a test must notice (docs/mutation.md)."""
