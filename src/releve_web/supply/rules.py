"""
Rights to officers, nominations and units.

The contributing country writes its own; the selection desk may correct; a mission's desk reads what was nominated to it, and decides
where the process says so; the auditor reads. The administrator sees none of it.
"""

import rules

from releve_web.accounts.predicates import (
    is_auditor,
    is_contributing_country,
    is_mission_desk,
    is_own_mission,
    is_own_partner,
    is_selection_desk,
    reads_files,
)

is_own_country = is_contributing_country & is_own_partner
is_desk_of_mission = is_mission_desk & is_own_mission
writes_files = is_selection_desk | is_own_country
acts_on_nominations = is_selection_desk | is_own_country | is_desk_of_mission

rules.add_perm("supply.view_officer", reads_files)
rules.add_perm("supply.add_officer", writes_files)
rules.add_perm("supply.change_officer", writes_files)
rules.add_perm("supply.view_history", is_selection_desk | is_auditor | is_own_country)
rules.add_perm("supply.view_fileread", is_selection_desk | is_auditor | is_own_country)

for part in ("document", "assessment", "experience"):
    rules.add_perm(f"supply.add_{part}", writes_files)
    rules.add_perm(f"supply.change_{part}", writes_files)
    rules.add_perm(f"supply.delete_{part}", writes_files)

rules.add_perm("supply.view_nomination", reads_files)
rules.add_perm("supply.add_nomination", writes_files)
rules.add_perm("supply.step_nomination", acts_on_nominations)
rules.add_perm("supply.undo_nomination", acts_on_nominations)
rules.add_perm("supply.add_comment", acts_on_nominations)
rules.add_perm("supply.add_internal_comment", is_selection_desk | is_desk_of_mission)

rules.add_perm("supply.view_formedunit", reads_files)
rules.add_perm("supply.add_formedunit", writes_files)
rules.add_perm("supply.change_formedunit", writes_files)
