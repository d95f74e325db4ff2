"""Arabic with Western digits, as the library's sentences and reports write it: 1,234.5 and 1 مايو 2026; with its own comma."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
DAY_FORMAT = "j F Y"
INSTANT_FORMAT = "j F Y، H:i"
