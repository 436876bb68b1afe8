"""Anbu: first counselling for households at risk. Begin with `domain/cases/next_step.py`; `bootstrap.py` wires."""
