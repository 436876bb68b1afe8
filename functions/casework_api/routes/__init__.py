"""Routes by subject: each parses, calls one use case, answers."""
