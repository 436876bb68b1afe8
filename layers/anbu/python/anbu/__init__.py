"""Anbu: first counselling for households at risk. Start at `domain/cases/next_step.py`; `bootstrap.py` wires the ports."""
