"""Anbu: first counselling for households at risk. Start reading at `domain/cases/next_step.py`; ports are wired in `bootstrap.py`."""
