"""A workbook as a ministry sends it: its own French headings, its own words, and the mistakes that people make."""

import io
from dataclasses import dataclass

import openpyxl

HEADINGS = ("Matricule", "Nom", "Prénom", "Sexe", "Né(e) le", "Entrée en service", "Langues", "Grade local")
BAD_DAY, UNKNOWN_LEVEL = "31/02/1984", "fr:excellent"


@dataclass(frozen=True, kw_only=True)
class Twin:
    """Somebody whom the example holds already, in another spelling and under another key; ``year`` tells the other officers apart."""

    family: str
    given: str
    born: str
    year: int


def workbook(prefix: str, twin: Twin) -> bytes:
    """Return a workbook of five officers: the second has a day that there is not, the third a level nobody knows, the fourth is a twin."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Candidats"
    sheet.append(HEADINGS)
    sheet.append([f"{prefix}-1", "Berkane", "Nadia", "F", f"14/03/{twin.year}", "01/09/2008", "ar:C2;fr:C1;en:B2", "Commissaire"])
    sheet.append([f"{prefix}-2", "Zniber", "Hicham", "M", BAD_DAY, "01/09/2007", "ar:C2;fr:C1", "Commissaire"])
    sheet.append([f"{prefix}-3", "Tahiri", "Ilham", "F", f"22/11/{twin.year}", "15/02/2011", f"ar:C2;{UNKNOWN_LEVEL}", "Officier"])
    sheet.append([f"{prefix}-4", twin.family, twin.given, "M", twin.born, "01/09/2005", "ar:C2;fr:B2", "Officier"])
    sheet.append([f"{prefix}-5", "Kabbaj", "Driss", "M", f"30/06/{twin.year}", "01/10/2013", "ar:C2;fr:B2", "Inspecteur"])
    return _saved(book)


def mended(content: bytes, twin: Twin) -> bytes:
    """Return a workbook that came back with verdicts, its two mistakes mended in place."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Candidats"]
    sheet["E3"] = f"28/02/{twin.year}"
    sheet["G4"] = "ar:C2;fr:C1"
    return _saved(book)


def remarks(content: bytes) -> dict[str, str]:
    """Return what a workbook that came back says beside cells, by cell."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Candidats"]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
