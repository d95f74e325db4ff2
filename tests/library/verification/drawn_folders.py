"""Random folders with everything on, planned and certified: small ones, and larger ones whose programs end in fractions."""

import random
import sys
from pathlib import Path

from checks.plan_checker import Folder

sys.path.append(str(Path(__file__).parents[1] / "planning"))
from random_folders import add_pins_and_previous, draw_tables


def drawn_folder(seed: int, at: Path) -> Folder:
    """Return a folder of 4 to 9 officers where the seed is odd, else of 20 to 40; every fourth has low caps and high targets."""
    rng = random.Random(seed)  # noqa: S311 - draws test data
    n_officers, n_posts = (rng.randint(4, 9), rng.randint(2, 4)) if seed % 2 else (rng.randint(20, 40), rng.randint(8, 14))
    tables = draw_tables(seed, n_officers=n_officers, n_posts=n_posts, tight=seed % 4 == 0)
    bare = Folder(tables.write(at / f"{seed}-bare"))
    open_pairs = [(o, p) for o, p in bare.eligible if bare.cap_left(bare.lines[p].row["mission"], bare.officers[o]["country"]) > 0]
    add_pins_and_previous(tables, seed, open_pairs)
    return Folder(tables.write(at / f"{seed}"))
