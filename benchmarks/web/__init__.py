"""Measures the web system on registers of a size that no desk has yet."""
