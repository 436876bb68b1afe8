"""The ledger: one key table (`keys.py`) and two stores that keep the same promises."""
