"""Copies the audit chain to where nobody can change it."""
