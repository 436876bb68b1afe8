"""`anbu talk`: one call in one process, with the flow that ships and a ledger in memory."""
