"""Pieces that several stacks are made of."""
