"""Workbooks of a sender, from the upload to the rows written."""
