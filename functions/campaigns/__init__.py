"""Schedules and the bus → campaigns."""
