"""French: 1 mai 2026; months begin small, which the short names that Django has by ``M`` do not."""

DAY_FORMAT = "j N Y"
INSTANT_FORMAT = "j N Y, H:i"
