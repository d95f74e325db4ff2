"""Whether there is room for what must be placed: no slot at all, or more `must` meetings than slots, said before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.assembly.codes import AssemblyCode
from releve.assembly.grid import usable_slots
from releve.assembly.reading.assembly_file import ASSEMBLY_FILE
from releve.assembly.records import AssemblyFolder, Request
from releve.errors import Datum
from releve.exchange.raw import ProblemList

REQUESTS_FILE: Final = "requests.csv"


def check_sufficiency(folder: AssemblyFolder, problems: ProblemList) -> None:
    """Warn where nothing can be placed, and of delegations whose `must` meetings are longer together than their time."""
    usable = usable_slots(folder)
    if folder.delegations and not any(usable.values()):
        problems.add(AssemblyCode.NO_SLOT, file=ASSEMBLY_FILE, column="day", warning=True)
        return
    must = [request for request in folder.requests if request.must and request.accepted is not False]
    for delegation in folder.delegations:
        name = delegation.delegation
        own = [request for request in must if name in (request.requester, request.counterpart)]
        _compare(own, len(usable[name]) * delegation.parallel, {"delegation": name}, problems)
    n_open = len(frozenset[tuple[int, int]]().union(*usable.values()))
    _compare(must, n_open * len(folder.assembly.rooms), {"delegation": None}, problems)


def _compare(must: list[Request], n_slots: int, data: Mapping[str, Datum], problems: ProblemList) -> None:
    asked = sum(request.slots for request in must)
    if asked > n_slots:
        told: dict[str, Datum] = {
            **data,
            "must_slots": asked,
            "usable_slots": n_slots,
            "requests": tuple(request.request for request in must),
        }
        problems.add(AssemblyCode.MORE_MUST_THAN_SLOTS, file=REQUESTS_FILE, column="must", warning=True, data=told)
