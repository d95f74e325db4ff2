"""Missions, ceilings, profiles, post lines, calls."""
