"""Pages of accounts: people for the administrator, links for who was invited, and what is each person's own."""
