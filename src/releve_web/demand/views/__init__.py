"""Pages of demand, one file a register."""
