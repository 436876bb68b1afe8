"""Counts open rounds, so that looking at them reads one item."""
