"""The read-only API: the same rows and the same rights as the pages."""
