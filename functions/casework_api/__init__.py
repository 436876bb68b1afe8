"""The caseworkers' API `/v1` (contract 8): one door for the portal, a city's own system, or a script."""
