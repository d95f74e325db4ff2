"""Pages of supply, one file a register."""
