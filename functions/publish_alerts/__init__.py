"""Tells officers of danger, and other systems of what happened."""
