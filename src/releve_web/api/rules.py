"""Right to read what the API offers; what it tells is narrowed by the rights of the pages."""

import rules

from releve_web.accounts.predicates import anyone

rules.add_perm("api.view_schema", anyone)
rules.add_perm("api.view_docs", anyone)
rules.add_perm("api.view_me", anyone)
rules.add_perm("api.view_partner", anyone)
