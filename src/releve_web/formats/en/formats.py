"""English: 1 May 2026."""

DAY_FORMAT = "j M Y"
INSTANT_FORMAT = "j M Y, H:i"
