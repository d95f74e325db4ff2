"""Checking a written plan and its certificate from the inputs alone: no solver, and nothing of `releve.planning`."""

from releve.verification.codes import VERIFICATION_DATA, FolderGoneError, PlanGoneError
from releve.verification.verify import LevelCheck, Verification, verify_plan

__all__ = ["VERIFICATION_DATA", "FolderGoneError", "LevelCheck", "PlanGoneError", "Verification", "verify_plan"]
