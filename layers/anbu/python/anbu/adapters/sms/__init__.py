"""Text messages: one port, two providers."""
