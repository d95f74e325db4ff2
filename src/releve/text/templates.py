"""How the extraction finds the sentences of templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO

from jinja2 import Environment, nodes


def extract_template(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """
    Yield the sentences of a template as Babel takes them: line, call, texts, comments.

    The extraction of Jinja itself finds calls of a bare name only, and not ``speak.text(...)``.
    """
    del comment_tags, options
    for call in Environment(autoescape=True).parse(file.read().decode("utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in keywords:
            texts = (arg.value if isinstance(arg, nodes.Const) and isinstance(arg.value, str) else None for arg in call.args)
            yield call.lineno, call.node.attr, tuple(texts), []
