"""Labelled press texts made from templates, a scorer of what is read from them, and readers to compare with."""
