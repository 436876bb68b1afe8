"""What people do after the machine: one file a verb, behind the API (design §1, contract 8)."""
