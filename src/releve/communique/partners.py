"""For whom a person of the text speaks: a State or an organisation, and the service or body named in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final

from releve.communique.gazetteer import Mention, load_gazetteer
from releve.communique.issuers import short_name
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.communique.people import Person, counterpart_of
from releve.model.names import fold_name

_ENVOY: Final = pattern(
    r"(?<!\w)(?:ال|ل|و)?(?:ambassad\w+|ambassador\w*|embajador\w*|high commissioner|haut[- ]commissaire|charge d'affaires|consul\w*|attache\w*|agregad\w+|سفير\w*|قنصل|ملحق)"
)
_POSTED: Final = pattern(
    r"(?<!\w)(?:au|aux|a|en|to|in|at|ante|لدى|ب|في|accredite\w*|accredited|acreditad\w+|المعتمد|بالمملكة)\s+(?:l[ae]s?\s+|the\s+|l'\s*)?$"
)
_ORGANISATIONS: Final = {"UN-POLICE": "UN Police"}
"""What bodies are called whose key is no name."""
_HOME: Final = (Kind.COUNTRY, Kind.DEMONYM, Kind.ORGANISATION, Kind.SERVICE, Kind.MISSION)


@cache
def state_codes() -> frozenset[str]:
    """Return the codes that are States' and no organisations': "LAS" has three letters as well."""
    return frozenset(name.key for name in load_gazetteer().names[Kind.COUNTRY])


def states_named(page: Page) -> Counter[str]:
    """Return how often a text names each partner, towns counted for their State."""
    counted: Counter[str] = Counter()
    for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.ORGANISATION, Kind.PLACE, *[Kind.SERVICE] * 5):
        counted.update(found.partner for found in page.find(kind) if found.partner is not None and (found.sure or kind is Kind.DEMONYM))
    return counted


def partner_in_title(page: Page, person: Person) -> str | None:
    """Return the partner that a person's titles name, or None where they name none ("the director general of national security")."""
    for start, end, title in person.titles:
        found = next(_bearers(page, start, end, title), None)
        if found is not None:
            return found
    return None


def _bearers(page: Page, start: int, end: int, title: Mention) -> Iterator[str]:
    is_envoy = _ENVOY.search(page.low[start:end].replace("’", "'")) is not None
    named = sorted(
        (found for kind in _HOME for found in page.find(kind) if start <= found.start < end and found.partner is not None),
        key=lambda found: (found.start, -found.end),
    )
    for found in named:
        if is_envoy and (_POSTED.search(page.low[start : found.start].replace("’", "'")) or _is_attached(page, found)):
            continue
        yield found.partner or ""
    if title.partner is not None:
        yield title.partner
    # A demonym right behind the title in Arabic and the languages that follow the noun: "وزير الداخلية الإسباني".
    for found in page.find(Kind.DEMONYM):
        if 0 <= found.start - end <= 2 and page.language != "en" and found.form == "adjective":
            yield found.partner or ""


def _is_attached(page: Page, found: Mention) -> bool:
    """Return whether an Arabic preposition is written together with the name: "بالمغرب"."""
    return page.language == "ar" and "ب" in {page.text[max(0, found.start - 1) : found.start], page.text[found.start : found.start + 1]}


def organisation_in_title(page: Page, person: Person) -> str | None:
    """Return the service, ministry or organisation that a person's titles name, as the text writes it."""
    for start, end, _ in person.titles:
        found = [
            mention
            for kind in (Kind.SERVICE, Kind.ORGANISATION)
            for mention in page.find(kind)
            if start <= mention.start < end and (mention.form != "place")
        ]
        if found:
            best = min(found, key=lambda mention: (mention.start, -mention.end))
            return _ORGANISATIONS.get(best.key) or short_name(best.key) or page.text[best.start : best.end]
        ministry = re.search(r"(?:minist(?:re|ro|er)|وزير)\s+(.{3,60})$", page.text[start:end], re.IGNORECASE)
        if ministry is not None:
            return page.text[start:end]
    return None


def assign_partners(
    page: Page, people: Sequence[Person], place_country: str | None, hosts: set[int], visitors: set[int]
) -> list[str | None]:
    """
    Return whom each person speaks for; a title that names none is given the State that the text leaves for it, or None.

    Parameters
    ----------
    page
        The text.
    people
        In its order.
    place_country
        Where the meeting was, if known.
    hosts
        Indices of the persons who receive.
    visitors
        Indices of the persons who are abroad.
    """
    partners = [partner_in_title(page, person) or _by_name(page, person) for person in people]
    given = {partner for partner in partners if partner is not None}
    named = states_named(page)
    for i, person in enumerate(people):
        if partners[i] is None:
            partners[i] = _of_dgsn(page, person, named, given)
        if partners[i] is None:
            partners[i] = _companions(page, people, partners, i, hosts) or next(_of_same_title(page, person, given), None)
        if partners[i] is None:
            partners[i] = _left_over(
                person,
                named,
                given,
                place_country,
                is_host=i in hosts,
                is_away=_is_abroad(page, i, place_country, hosts, visitors),
                is_beside=_BESIDE.search(page.low) is not None,
            )
        if partners[i] is None and len(given) == 1 and len(people) > PAIR:
            partners[i] = next(iter(given))
        if len(people) == PAIR and partners[i] is not None:
            given.add(partners[i] or "")  # of two who meet, each has a side of their own
    return partners


_OF: Final = re.compile(r"\s+(?:of|from)\s+(?:the )?")
PAIR: Final = 2
_DGSN_STATES: Final = frozenset({"MAR", "DZA", "CMR", "NER", "TCD", "MRT", "MLI", "COM"})
"""States with a service of that acronym; where a text names none of them it is, in this press, the Moroccan one."""


def _of_dgsn(page: Page, person: Person, named: Counter[str], given: Collection[str]) -> str | None:
    """Return the State of the head of a DGSN: one that the text names and nobody speaks for yet, else Morocco."""
    if not any(start <= found.start < end and found.key == "DGSN" for found in page.find(Kind.SERVICE) for start, end, _ in person.titles):
        return None
    near = [state for state, _ in named.most_common() if state in _DGSN_STATES and state not in given]
    return next(iter(near), None if "MAR" in given else "MAR")


def _is_abroad(page: Page, i: int, place_country: str | None, hosts: set[int], visitors: set[int]) -> bool:
    return i in visitors or (not hosts and _is_away(page, place_country))


def _companions(page: Page, people: Sequence[Person], partners: Sequence[str | None], i: int, hosts: set[int]) -> str | None:
    """Return the partner of the person whom this one accompanies, or with whom this one receives."""
    if i > 0 and partners[i - 1] is not None and _ACCOMPANIES.search(page.low, people[i - 1].start, people[i].start):
        return partners[i - 1]
    return next((partners[other] for other in sorted(hosts) if i in hosts and other != i and partners[other] is not None), None)


def _of_same_title(page: Page, person: Person, given: Collection[str]) -> Iterator[str]:
    """Yield the partner that the text names with the same title elsewhere: "the Qatari Minister of Interior" in the headline."""
    held = {fold_name(title.name) for _, _, title in person.titles}
    for found in page.find(Kind.TITLE):
        if found.partner is not None and found.partner not in given and fold_name(found.name) in held:
            yield found.partner


def _left_over(
    person: Person, named: Counter[str], given: Collection[str], place_country: str | None, *, is_host: bool, is_away: bool, is_beside: bool
) -> str | None:
    """Return the partner that the text leaves for a person: the State around a host, else what it names most and nobody speaks for."""
    if any("secreta" in fold_name(title.key) and "general" in fold_name(title.key) for _, _, title in person.titles):
        body = next((body for body, _ in named.most_common() if body not in state_codes()), None)
        if body is not None:
            return body
    if is_host and place_country is not None:
        return place_country
    left = [state for state, _ in named.most_common() if state not in given]
    states = [state for state in left if state in state_codes() and not (is_away and state == place_country)]
    if place_country is not None and place_country not in given and not is_beside and not is_away:
        return place_country
    return next(iter([*states, *(body for body in left if body not in state_codes())]), None)


_BESIDE: Final = pattern(r"en marge d|sidelines?|margins|al margen|على هامش|sommet|summit|cumbre")


_ACCOMPANIES: Final = pattern(r"(?<!\w)(?:accompagnee?|accompanied|acompanad[oa]|flanquee?|entouree?|برفقه|رفقه|مرفوقا|(?<=,) et de)(?!\w)")


def _is_away(page: Page, country: str | None) -> bool:
    """Return whether no service and no adjective of the country of the place is named where all have come to a conference."""
    return _BESIDE.search(page.low) is not None and not any(
        found.partner == country for kind in (Kind.SERVICE, Kind.DEMONYM, Kind.TITLE) for found in page.find(kind)
    )


def _by_name(page: Page, person: Person) -> str | None:
    """Return the partner named beside a person, the closest tie first."""
    ties = (_of_counterpart, _of_neighbour, _of_delegation, _of_apposition)
    return next((partner for tie in ties for partner in tie(page, person)), None)


def _within(page: Page, kinds: Sequence[Kind], start: int, end: int) -> Iterator[str]:
    for kind in kinds:
        yield from (found.partner for found in page.find(kind) if found.partner and start <= found.start < end)


def _of_counterpart(page: Page, person: Person) -> Iterator[str]:
    """Yield the State of "son homologue espagnol, X"; in English its adjective stands before the word."""
    counterpart = counterpart_of(page, person)
    if counterpart is not None:
        begin = counterpart[0] - (25 if page.language == "en" else 0)
        yield from _within(page, (Kind.DEMONYM, Kind.COUNTRY), begin, person.start)


def _of_neighbour(page: Page, person: Person) -> Iterator[str]:
    """Yield the State of "l'Espagnol X", "X (Espagne)" and "X of Jordan"."""
    start, end = person.spans[0]
    for kind in (Kind.DEMONYM, Kind.COUNTRY, Kind.ORGANISATION):
        for found in page.find(kind):
            in_brackets = 0 <= found.start - end <= 3 and page.text[end : found.start].strip() == "("
            if found.partner and (0 <= start - found.end <= 2 or in_brackets or _OF.fullmatch(page.low, end, found.start)):
                yield found.partner


def _of_delegation(page: Page, person: Person) -> Iterator[str]:
    """Yield the State of "la délégation tchadienne, conduite par X"."""
    sentence = page.sentences[page.sentence_at(person.start)]
    for delegation in _DELEGATION.finditer(page.low, sentence.start, person.start):
        for found in page.find(Kind.DEMONYM):
            beside = found.start - delegation.end() if page.language != "en" else delegation.start() - found.end
            if found.partner and 0 <= beside <= 3:
                yield found.partner


def _of_apposition(page: Page, person: Person) -> Iterator[str]:
    """Yield the partner of "X, patron de la DGSN" and of "Under-Secretary-General, United Nations Headquarters, X"."""
    for start, end in person.spans:
        apposition = _APPOSED.match(page.low, end)
        if apposition is not None:
            yield from _within(page, (Kind.SERVICE, Kind.ORGANISATION, Kind.DEMONYM), *apposition.span())
        begin = max(0, start - 120)
        lead = _LEAD_IN.search(page.low[begin:start])
        if lead is not None:
            yield from _within(page, (Kind.ORGANISATION, Kind.SERVICE, Kind.COUNTRY, Kind.DEMONYM), begin + lead.start(), start)


_APPOSED: Final = re.compile(r"\s*[,،(]\s*(?!where|who|whom|qui|dont|ou |que|quien|with|avec|con )[^,،.;\n:()]{3,50}")
_DELEGATION: Final = pattern(r"(?<!\w)(?:delegations?|delegacion|وفدا?|الوفد)(?!\w)")
_LEAD_IN: Final = re.compile(
    r"(?:secretary[- ]general|secretaire general|secretario general|under-secretary|commissioner|director|chief|head)[^.;\n]{0,110}$"
)
