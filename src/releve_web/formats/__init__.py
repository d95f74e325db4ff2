"""How days and numbers are written where Django's own habit is not the library's (``docs/glossary.md``, names and numbers)."""
