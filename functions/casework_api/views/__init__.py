"""What the API shows and takes: its own models, so that the ledger can change without breaking a client."""
