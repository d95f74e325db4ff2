"""Rights to what all desks share."""

import rules

from releve_web.accounts.predicates import anyone

rules.add_perm("common.view_home", anyone)
rules.add_perm("common.keep_filter", anyone)
