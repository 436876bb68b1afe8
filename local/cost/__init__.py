"""What a round costs: volumes of a round, and unit prices as dated data."""
