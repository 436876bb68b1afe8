"""Answers Connect when a call opens and closes, and Lex in each turn."""
