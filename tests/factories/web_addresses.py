"""Every address of the web system, with the view behind it and the right that opens it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern

from releve_web.api.root import api

PLACE = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, kw_only=True)
class Address:
    """
    One pattern of the URL configuration.

    ``names`` are the parts that vary, in their order; ``template`` holds a ``{name}`` for each.
    """

    name: str
    template: str
    names: tuple[str, ...]
    view: Any

    @property
    def view_class(self) -> Any:
        return getattr(self.view, "view_class", None)

    @property
    def is_api(self) -> bool:
        return self.name in OPERATIONS

    @property
    def permission(self) -> str:
        if self.is_api:
            return str(OPERATIONS[self.name].permission_required)
        return str(getattr(self.view_class, "permission_required", ""))

    @property
    def methods(self) -> set[str]:
        if self.is_api:
            return {"get"}
        told = [method for method in getattr(self.view_class, "http_method_names", ()) if hasattr(self.view_class, method)]
        return set(told) & {"get", "post"}

    def path(self, **values: Any) -> str:
        return self.template.format(**values)

    @property
    def places(self) -> dict[str, type[models.Model]]:
        """
        Return whose row each varying part names.

        The word before it says so (``calls/{pk}``), else the view's model, the address's name or the right's.
        """
        found = {}
        app = self.name.partition(":")[0]
        for name in self.names:
            before = self.template.partition(f"{{{name}}}")[0].rstrip("/").rpartition("/")[2]
            told = model_of(app, before.replace("-", "").removesuffix("s")) or self._model_told()
            if told is not None:
                found[name] = told
        return found

    def _model_told(self) -> type[models.Model] | None:
        told = getattr(self.view_class, "model", None)
        if told is not None:
            return told
        app, _colon, rest = self.name.partition(":")
        words = rest.split("-")
        candidates = ["".join(words[:n_words]) for n_words in range(len(words), 0, -1)]
        right = self.permission.partition(".")[2].partition("_")[2]
        return next((model for word in [*candidates, right] if (model := model_of(app, word))), None)


def model_of(app: str, name: str) -> type[models.Model] | None:
    """Return a model by its name, of the app when it is there, else of any of ours."""
    if not name:
        return None
    ours = [model for model in apps.get_models() if model.__module__.startswith("releve_web.") and model._meta.model_name == name]
    of_app = [model for model in ours if model._meta.app_label == app]
    return next(iter([*of_app, *ours]), None)


OPERATIONS: dict[str, Any] = {
    f"api:{operation.view_func.__name__}": operation.view_func
    for _prefix, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
}


def addresses() -> list[Address]:
    """Return every address, each by its own view: a pattern that an earlier one hides is left out."""
    found = list(_walk(get_resolver().url_patterns, "/", ""))
    return [address for address in found if address.names or resolve(address.template).func is address.view]


def _walk(patterns: Any, prefix: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        part = _template(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, prefix + part, inner)
        elif isinstance(pattern, URLPattern):
            template = prefix + part
            yield Address(
                name=f"{namespace}{pattern.name}" if pattern.name else template,
                template=template,
                names=tuple(re.findall(r"{(\w+)}", template)),
                view=pattern.callback,
            )


def _template(pattern: Any) -> str:
    if isinstance(pattern, RegexPattern):
        text = NAMED_GROUP.sub(lambda told: "{" + told["name"] + "}", pattern._regex)
        return text.removeprefix("^").removesuffix("$").removesuffix("\\Z")
    return PLACE.sub(lambda told: "{" + told["name"] + "}", str(pattern))
