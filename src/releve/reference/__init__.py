"""Reference data with source and date in force: what a desk may override, never invented."""

from releve.reference.policy import default_policy, policy_settings

__all__ = ["default_policy", "policy_settings"]
