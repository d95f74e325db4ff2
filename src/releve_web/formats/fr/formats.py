"""French: 1er mai 2026, 1 234,5; months begin small, which the short names that Django has by ``M`` do not."""

THOUSAND_SEPARATOR = "\N{NARROW NO-BREAK SPACE}"
DAY_FORMAT = "j N Y"
INSTANT_FORMAT = "j N Y, H:i"
