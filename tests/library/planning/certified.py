"""What a certificate must be, asked of a result."""

from releve.planning import LEVELS, AssignmentProblem, Result
from releve.planning.certificate import LeafProof, replay


def is_whole_tree(branches: list[tuple[tuple[int, int, bool], ...]]) -> bool:
    """Return whether leaves cover both sides of the same pair at every inner node, and nothing twice."""
    if branches == [()]:
        return True
    if not branches or () in branches or len({leaf[0][:2] for leaf in branches}) != 1:
        return False
    sides = [[leaf[1:] for leaf in branches if leaf[0][2] is side] for side in (True, False)]
    return all(is_whole_tree(side) for side in sides)


def has_negative_price(leaf: LeafProof) -> bool:
    return any(bool((part < 0).any()) for part in (leaf.officer, leaf.post, leaf.cap, leaf.group, leaf.level_price))


def not_certified(problem: AssignmentProblem, result: Result) -> list[str]:
    """Return the levels without a certificate, and those whose certificate does not give the bound that the plan states."""
    natural, bounds = result.objective.compare_key(), result.bound.compare_key()
    faults = []
    for name, level, leaves in zip(LEVELS, range(len(LEVELS)), result.certificate, strict=True):
        if leaves is None:
            faults.append(f"{name}: none")
        elif replay(problem, level, leaves, natural) != bounds[level]:
            faults.append(f"{name}: another bound")
        elif not is_whole_tree([leaf.branches for leaf in leaves]):
            faults.append(f"{name}: no tree")
        elif any(has_negative_price(leaf) or leaf.level_price[level:].any() for leaf in leaves):
            faults.append(f"{name}: prices")
    return faults
