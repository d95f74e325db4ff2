"""
Measure the planner and its peers on the same instances, by the protocol of `docs/reference/benchmarks.md`.

Run: ``make bench``, or ``python -m benchmarks.planning --help`` from the root of the repository.

Read in this order: `instance` (what is solved), `checker` (what counts as an answer), `model` and `stages` (how a peer is told the seven
levels), `peers` (one file a solver), `child` (one run), `watch` (one run under watch), `schedule` (which runs, in which order),
`summary` and `page` (what is said of them).
"""
