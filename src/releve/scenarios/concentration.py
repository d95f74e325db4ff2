"""How much the missions rest on few countries: one number for a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from releve.model import Snapshot
from releve.planning import AssignmentProblem


def concentration(snapshot: Snapshot, problem: AssignmentProblem, posts_and_officers: Iterable[tuple[int, int]]) -> Fraction:
    """
    Return the concentration of a plan, from 0 to 1; less is better.

    Of each mission with open seats, the sum over countries of the square of the country's share of its officers, serving and
    assigned (the index of Herfindahl); the mean over these missions, weighted by their officers. Read: the chance that two officers
    drawn from one mission, the same one twice allowed, come from the same country. Officers whose country is blank count together as
    one country, as the national cap does. 0 where nobody serves or is assigned.

    Parameters
    ----------
    posts_and_officers
        Post index and officer index of each assignment.

    Notes
    -----
    Source: O. C. Herfindahl, Concentration in the Steel Industry, 1950; the measure is a desk setting, no published target was found.
    """
    missions = {post.mission for post in snapshot.posts}
    officers: Counter[tuple[str, str | None]] = Counter(
        (deployment.mission, deployment.country) for deployment in snapshot.deployments if deployment.mission in missions
    )
    countries = (*snapshot.officers.countries, None)
    for post_idx, officer_idx in posts_and_officers:
        officers[snapshot.posts[post_idx].mission, countries[problem.country[officer_idx]]] += 1
    totals: Counter[str] = Counter()
    squares: Counter[str] = Counter()
    for (mission, _), n in officers.items():
        totals[mission] += n
        squares[mission] += n * n
    whole = sum(totals.values())
    if whole == 0:
        return Fraction(0)
    return sum((Fraction(squares[mission], totals[mission]) for mission in totals), Fraction(0)) / whole
