"""Providers' receipts → what became of our texts."""
