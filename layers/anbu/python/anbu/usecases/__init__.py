"""What Anbu does: one file, one verb. Each takes ports and reads as the sentence that a caseworker would say."""
