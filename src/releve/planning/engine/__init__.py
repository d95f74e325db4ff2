"""The engine for registers whose pairs do not fit into memory, and the head start that it gives to the exact search."""
