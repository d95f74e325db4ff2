"""Spanish: 1 may 2026; months begin small, which the short names that Django has by ``M`` do not."""

DAY_FORMAT = "j b Y"
INSTANT_FORMAT = "j b Y, H:i"
