"""
Rights to imports.

The selection desk imports rows of any one partner, and post lines; a contributing country its own officers and nominations.
The auditor reads; mission desks and the administrator have no part in it.
"""

import rules

from releve_web.accounts.predicates import is_auditor, is_contributing_country, is_own_partner, is_selection_desk

imports_own = is_contributing_country & is_own_partner
writes_imports = is_selection_desk | imports_own

rules.add_perm("imports.view_import", is_auditor | writes_imports)
rules.add_perm("imports.add_import", writes_imports)
rules.add_perm("imports.change_import", writes_imports)
rules.add_perm("imports.view_quarantinedrow", is_auditor | writes_imports)
rules.add_perm("imports.change_quarantinedrow", writes_imports)
