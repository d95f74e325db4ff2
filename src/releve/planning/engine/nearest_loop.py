"""
The loop over words of 64 officers that finds the lines fewest rules away from each.

Does compiled what :class:`releve.planning.nowhere._Scan` does with arrays; the results are the same. All lines are looked at for one word
before the next: what the rules say of 64 officers fits into the processor's nearest cache.
"""

from __future__ import annotations

import numpy as np

from releve.planning.engine.compiled import Numbers, compiled

DIGITS = 6
"""Binary digits of a count of rules, of which there are at most 32."""


@compiled
def find_nearest(
    first: int,
    last: int,
    everyone: Numbers,
    rows: Numbers,
    row_of: Numbers,
    order: Numbers,
    n_rules: int,
    away: Numbers,
    lines: Numbers,
    nearest: Numbers,
    rule: Numbers,
) -> None:
    """
    Write what is told of the officers of words ``first`` to ``last``, the latter not included.

    ``rows`` has shape ``(n_words, n_rows)``: whom a rule does not keep out; ``row_of`` shape ``(n_posts, n_rules)``: where the row of a
    line and a rule stands. ``order`` are the lines in the order in which they come. The four last have an entry for each officer.
    """
    zero = np.uint64(0)
    one = np.uint64(1)
    kept_out: Numbers = np.zeros(n_rules, np.uint64)
    digit: Numbers = np.zeros(DIGITS, np.uint64)
    least: Numbers = np.zeros(DIGITS, np.uint64)
    n_lines: Numbers = np.zeros(64, np.int64)
    at: Numbers = np.zeros(64, np.int64)
    counts: Numbers = np.zeros((64, n_rules), np.int64)
    for w in range(first, last):
        for d in range(DIGITS):
            least[d] = everyone[w] if (n_rules + 1) >> d & 1 else zero
        n_lines[:] = 0
        at[:] = -1
        counts[:] = 0
        for place in range(len(order)):
            j = order[place]
            digit[:] = zero
            for k in range(n_rules):
                out = ~rows[w, row_of[j, k]] & everyone[w]
                kept_out[k] = out
                d = 0
                while out != zero:
                    carried = digit[d] & out
                    digit[d] ^= out
                    out = carried
                    d += 1
            below = zero
            equal = everyone[w]
            for d in range(DIGITS - 1, -1, -1):
                differs = digit[d] ^ least[d]
                below |= equal & differs & least[d]
                equal &= ~differs
            if below != zero:
                for d in range(DIGITS):
                    least[d] = (least[d] & ~below) | (digit[d] & below)
                for b in range(64):
                    if below >> np.uint64(b) & one != zero:
                        n_lines[b] = 0
                        at[b] = j
                        counts[b, :] = 0
                equal |= below
            if equal != zero:
                for b in range(64):
                    if equal >> np.uint64(b) & one != zero:
                        n_lines[b] += 1
                for k in range(n_rules):
                    out = kept_out[k] & equal
                    if out != zero:
                        for b in range(64):
                            if out >> np.uint64(b) & one != zero:
                                counts[b, k] += 1
        for b in range(64):
            i = w * 64 + b
            if i < len(away):
                far = 0
                for d in range(DIGITS):
                    if least[d] >> np.uint64(b) & one != zero:
                        far += 1 << d
                away[i] = far
                lines[i] = n_lines[b]
                nearest[i] = at[b]
                most = 0
                rule[i] = -1
                for k in range(n_rules):
                    if counts[b, k] > most:
                        most = counts[b, k]
                        rule[i] = k
