"""A page as a browser reads it: elements in their order, with what stands open when each begins."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
SVG_LEAVES = frozenset({"rect", "line", "circle"})
"""Elements of a drawing that close themselves."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None"
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def children(self) -> list["Element"]:
        return [part for part in self.parts if isinstance(part, Element)]

    def all(self, *tags: str) -> list["Element"]:
        """Return the elements below of these kinds, in the order of the page."""
        found = []
        for child in self.children:
            found += ([child] if child.tag in tags or not tags else []) + child.all(*tags)
        return found

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {}, None)
        self._open = self.root
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        if self._open is not self.root:
            self.faults.append(f"{self._open.tag} stays open")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) != len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        element = Element(tag, dict(attrs), self._open)
        self._open.parts.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SVG_LEAVES:
            self.faults.append(f"{tag} closes itself")
        self._open.parts.append(Element(tag, dict(attrs), self._open))

    def handle_endtag(self, tag: str) -> None:
        if self._open.tag != tag:
            self.faults.append(f"{tag} closes {self._open.tag}")
        if self._open.parent is not None:
            self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        self._open.parts.append(data)


def table_of(page: Page, table_id: str) -> list[list[str]]:
    """Return the cells of one table as text, the heading first."""
    table = next(found for found in page.root.all("table") if found.get("id") == table_id)
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]
