"""Files as people send them → tables of text. Bounded before they are read."""
