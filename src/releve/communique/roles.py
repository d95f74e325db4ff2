"""Who receives and who is received: by the verbs of the text, else by the place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from releve.communique.draft import Role
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.communique.partners import state_codes
from releve.communique.people import Person

RECEIVES: Final = pattern(
    r"(?<!\w)(?:a recu|a egalement recu|ont recu|recoit|a accueilli|accueille|received|receives|hosted|hosts|welcomed|welcomes|recibio|recibe|ha recibido|acogio|acoge|"
    r"(?:و|ف)?استقبل(?:ت|ه|ها|هم)?|(?:و|ف)?يستقبل|(?:و|ف)?تستقبل)(?!\w)"
)
RECEIVED_BY: Final = pattern(
    r"(?<!\w)(?:(?:a|ont) ete (?:\w+ )?(?:recue?s?|accueillie?s?)(?: [^.;]{0,120}?)?? par|(?:recue?s?|accueillie?s?) (?:[^.;,]{0,60} )?par|(?:was|were|been) (?:\w+ )?(?:received|welcomed|hosted)(?: [^.;]{0,80}?)?? by|"
    r"called on|(?:paid|pays|pay|paying) (?:a|an) (?:\w+ ){0,2}(?:call|visit) (?:on|to)|rendu (?:une )?visite (?:de courtoisie )?(?:a|au)|(?:fue|ha sido|fueron) (?:recibid|acogid)\w+(?: [^.;]{0,80}?)?? por|استُ?قبل من (?:طرف|قبل))(?!\w)"
)
VISITS: Final = pattern(
    r"(?<!\w)(?:en visite|effectue\w* (?:\w+ )?(?:une )?visite|a effectue|visite de travail|s'est rendu|se rend|rend visite|entrepris|paid a (?:\w+ )?visit|on an? (?:\w+ )?visit|visited|visiting|travelled|arrived|"
    r"en visita|visita a|realiza\w* una visita|viajo|se desplazo|يقوم بزيارة|قام بزيارة|في زيارة|زيارة عمل|حل ب)(?!\w)"
)


_AT_HEADQUARTERS: Final = pattern(
    r"(?<!\w)(?:siege (?:du secretariat general|de l'organisation|d'interpol|d'europol|de l'onu|des nations unies|de l'agence)|"
    r"headquarters of (?:interpol|europol|the organi[sz]ation|the united nations)|(?:interpol|europol|un|united nations)(?:'s)? headquarters|"
    r"general secretariat|sede de (?:la )?(?:interpol|europol|onu|organizacion|naciones unidas|agencia)|secretaria general|"
    r"مقر (?:الأمانة العامة|المنظمة|الإنتربول|الأمم المتحدة|اليوروبول))(?!\w)"
)
_ENVOY: Final = pattern(r"(?<!\w)(?:ال|ل|و)?(?:ambassad|embajador|سفير)")
_PRONOUN: Final = re.compile(r"\W*(?:il|elle|he|she)\b")


_VISIT_OF: Final = pattern(
    r"(?:visite|deplacement|venue|sejour)(?: \w+){0,3}? (?:d[eu] |d'|effectuee par |qu'effectue |qu'a effectuee |entreprise par )(?:l[ae] |l')?$|"
    r"(?:visit|trip)(?: \w+){0,3}? (?:of|by) (?:the )?$|(?:visita|viaje)(?: \w+){0,3}? (?:de|del|realizada por) (?:el |la )?$|زيارة (?:(?:ال)?عمل |رسمية )?(?:التي يقوم بها )?$"
)
"""What stands before whoever travels: "the working visit of the director general"."""
_INVITED: Final = pattern(
    r"(?<!\w)(?:a l'invitation|sur invitation|at the invitation|invited by|por invitacion|a invitacion|بدعوة)(?!\w)[^.;\n]{0,90}"
)
_FEAST: Final = pattern(
    r"(?<!\w)(?:anniversaire|fete|celebrations?|festivites|commemoration|anniversary|national day|day of the|aniversario|fiesta|dia de la|acto central|ذكرى|عيد|احتفال\w*)(?!\w)[^.;\n]{0,90}"
)
"""A feast of somebody's: whose name stands in it receives the guests."""


def find_roles(page: Page, people: Sequence[Person], partners: Sequence[str | None], place_country: str | None) -> list[Role | None]:
    """Return the role of each person, None where the text does not tell; persons of one partner have one role."""
    hosts, visitors = find_hosts(page, people), find_visitors(page, people)
    by_partner = _receivers(page, partners, hosts, visitors, place_country)
    if not by_partner and visitors and len({partner for partner in partners if partner is not None}) == 2:
        away = {partners[i] for i in visitors}
        return [Role.GUEST if partner in away else Role.HOST for partner in partners]
    roles: list[Role | None] = []
    for i, partner in enumerate(partners):
        if i in hosts:
            roles.append(Role.HOST)
        elif i in visitors:
            roles.append(Role.GUEST)
        elif partner in by_partner:
            roles.append(by_partner[partner])
        else:
            roles.append(Role.GUEST if by_partner or place_country is not None else None)
    return roles


def _receivers(
    page: Page, partners: Sequence[str | None], hosts: set[int], visitors: set[int], place_country: str | None
) -> dict[str | None, Role]:
    """Return the partners who receive: who invited, the one body at its own headquarters, else those of the hosts and of the place."""
    known = {partner for partner in partners if partner is not None}
    if not hosts and len(known) > 1:
        inviting = _inviting(page, known) if place_country not in known else None
        if inviting is not None:
            return {inviting: Role.HOST}
        bodies = known - state_codes()
        if len(bodies) == 1 and _AT_HEADQUARTERS.search(page.low.replace("’", "'")):
            return {bodies.pop(): Role.HOST}
    return _receiving(partners, hosts, {partners[i] for i in visitors}, place_country)


def _inviting(page: Page, known: set[str]) -> str | None:
    """Return the one side that invited the other, or whose feast it was; None where the text tells of none."""
    low = page.low.replace("’", "'")
    for words in (_INVITED, _FEAST):
        for found in words.finditer(low):
            within = {
                named.partner
                for kind in (Kind.SERVICE, Kind.DEMONYM, Kind.COUNTRY, Kind.ORGANISATION, Kind.TITLE)
                for named in page.find(kind)
                if found.start() <= named.start < found.end() and named.partner in known
            }
            if len(within) == 1:
                return within.pop()
    return None


def _receiving(partners: Sequence[str | None], hosts: set[int], away: set[str | None], place_country: str | None) -> dict[str | None, Role]:
    """Return the partners who receive: those of the hosts, the country of the place, or the one organisation at home there."""
    receiving: dict[str | None, Role] = {partners[i]: Role.HOST for i in hosts if partners[i] is not None}
    if place_country is None:
        return receiving
    if not hosts and place_country not in partners:
        at_home = {partner for partner in partners if partner is not None and partner not in state_codes()} - away
        if len(at_home) == 1:
            return {at_home.pop(): Role.HOST}
    if not hosts or any(partners[i] == place_country for i in hosts):
        receiving.setdefault(place_country, Role.HOST)
    return receiving


def _called_on(page: Page, people: Sequence[Person], partners: Sequence[str | None]) -> dict[str | None, Role]:
    """Return the partner on whom the ambassador of the other calls, where no place tells who receives."""
    envoys = {
        partner
        for person, partner in zip(people, partners, strict=True)
        if any(_ENVOY.search(page.low, start, end) for start, end, _ in person.titles)
    }
    others = {partner for partner in partners if partner is not None and partner not in envoys}
    return {others.pop(): Role.HOST} if envoys and len(others) == 1 else {}


def find_hosts(page: Page, people: Sequence[Person]) -> set[int]:
    """Return the indices of the persons of whom a verb says that they receive."""
    low = page.low.replace("’", "'")
    for sentence in page.sentences[:12]:
        passive = RECEIVED_BY.search(low, sentence.start, sentence.end)
        if passive is not None:
            found = _first_from(people, passive.end(), sentence.end)
            if found is not None:
                return {found, *_received_next(page, people, found, sentence.end)}
        active = RECEIVES.search(low, sentence.start, sentence.end)
        # Who receives a medal or an explanation is no host: somebody has to be named behind the verb.
        if active is not None and _first_from(people, active.end(), sentence.end) is not None:
            found = _subject(page, people, sentence.start, active.start(), active.end(), sentence.end)
            if found is not None:
                return {found}
    return set()


_THEN_BY: Final = pattern(r"(?<!\w)(?:puis|ensuite|et|then|and|luego|y) (?:par|by|por)(?!\w)")


def _received_next(page: Page, people: Sequence[Person], first: int, end: int) -> set[int]:
    """Return who received after the first: "received by A, then by B"."""
    then = _THEN_BY.search(page.low, people[first].start, end)
    return set() if then is None else {i for i, person in enumerate(people) if then.end() <= person.start < end}


def _subject(page: Page, people: Sequence[Person], start: int, verb: int, after: int, end: int) -> int | None:
    if page.language == "ar" and page.low[verb:after].endswith(("ه", "ها", "هم")):
        return _first_from(people, after, end)
    before = [(span[0], i) for i, person in enumerate(people) for span in person.spans if start <= span[0] < verb]
    if page.language != "ar" or before:
        if before:
            return max(before)[1]
        if page.language != "ar":
            return None
    # Arabic: the verb comes first, and the subject before the object.
    return _first_from(people, after, end)


def _first_from(people: Sequence[Person], start: int, end: int) -> int | None:
    behind = [(span[0], i) for i, person in enumerate(people) for span in person.spans if start <= span[0] < end]
    return min(behind)[1] if behind else None


def find_visitors(page: Page, people: Sequence[Person]) -> set[int]:
    """Return the indices of the persons of whom a verb says that they travel."""
    low = page.low.replace("’", "'")
    found: set[int] = set()
    for visit in VISITS.finditer(low):
        sentence = page.sentences[page.sentence_at(visit.start())]
        before = [(span[1], i) for i, person in enumerate(people) for span in person.spans if sentence.start <= span[0] < visit.start()]
        if before and not _PRONOUN.match(low, sentence.start):
            found.add(max(before)[1])
    for i, person in enumerate(people):
        starts = [span[0] for span in person.spans] + [start for start, _, _ in person.titles]
        if any(_VISIT_OF.search(low[max(0, start - 70) : start]) for start in starts):
            found.add(i)
    return found
