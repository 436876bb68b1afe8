"""Sample lists of invented people (see shared counts in `docs/lists.md`), and a maker of larger ones."""
