"""Users, roles, invitations, tokens."""
