"""What minutes write before a decision or a task: "Décision :", "D1 :", "Action (M. Petit) :"."""

import re

from ingest.document import CELL, Paragraph, ParagraphKind
from ingest.language import bodies

_DECISION = r"d[ée]cisions?(?:\s+prises?)?|arbitrages?(?:\s+rendus?)?|avis(?:\s+rendu)?"
_TASK = (
    r"(?:plan d['’])?actions?(?:\s+(?:à\s+mener|à\s+conduire|décidées?))?|suites?\s+à\s+donner"
    r"|t[âa]ches?"
)
_OTHER = (
    r"responsables?|pilotes?|[ée]ch[ée]ances?|d[ée]lais?|rapporteure?s?|proposition|r[ée]sultats?|conclusions?"
    r"|points?\s+d['’]attention|points?\s+de\s+vigilance|(?:membres\s+)?(?:présents?|présentes?"
    r"|excusée?s?|absents?(?:\s+excusés?)?|absentes?|invitée?s?)|pouvoirs?|procurations?"
    r"|secrétaire\s+de\s+séance|present|apologies|attendees|in\s+attendance"
)
_NUMBER = r"(?:\s*n\s*[°ºo])?(?:\s*\d+(?:[.-]\d+)*)?(?:\s*\([^()]{1,60}\))?"
_DECIDED = re.compile(
    rf"\W*(?:(?:{_DECISION}|{_TASK}|conclusions?){_NUMBER}\s*:"
    r"|d[ée]cision\s+(?:n\s*[°ºo]\s*)?\d+(?:[.-]\d+)*\s*[–—.-]?\s+(?-i:[A-ZÀ-Ý]))",
    re.I,
)
_LABELLED = re.compile(rf"(?:{_DECISION}|{_TASK}|{_OTHER}){_NUMBER}\s*:", re.I)
_SECTION = re.compile(
    rf"\W*(?:(?:liste|tableau|relev[ée]s?|suivi|synth[èe]se) (?:de |d['’])?(?:des |la |les )?)?"
    rf"(?:{_DECISION}|{_TASK})(?:\s*(?:/|et|&)\s*(?:{_DECISION}|{_TASK}))?\W*"
    r"|\W*prescriptions?\b[^.:]{0,40}"
    rf"|\W*(?:d[ée]cisions?|arbitrages?)(?: prises?| rendus?)?"
    rf" (?:d(?:u|e la|e l['’])|en|par l(?:a|e|['’])) ?(?:{bodies.NOUN}|{bodies.ACRONYM}|s[ée]ance)"
    r"\W*",
    re.I,
)
_TOLD = r"(?:[^;:]{3,60} (?:indiqu|précis|annonc|constat|confirm|conclu)(?:e|ent|t) que )?"
"""Who tells what was made of a thing, "M. Petit indique que"."""
_SETTLED = re.compile(
    rf"{_TOLD}(?:l['’](?:examen|amendement)|(?:le|la|ce|cette)"
    r" (?:point|question|sujet|dossier|demande|projet|proposition|motion|règlement|vœu|convention"
    r"|procès-verbal|délibération|charte|rapport|résolution))"
    r"\b[^.;:]{0,40}? (?:est|sont|n['’]est pas) (?:(?:donc|ainsi|finalement) )?(?:(?:report|retir"
    r"|renvoy|ajourn|valid|approuv|adopt|rejet|refus|accept|abandonn)ée?s?|retenue?s?)\b"
    r"|(?:retirée?|ajournée?|reportée?|renvoyée?)"
    r" (?:de l['’]ordre du jour|à (?:la|une|l['’])|par\b)"
    r"|(?:the|this) (?:request|proposal|motion|item|question|point) (?:is|was) (?:\w+ )?(?:declined"
    r"|rejected|refused|withdrawn|deferred|postponed|adopted|approved|accepted)\b",
    re.I,
)
_CLOSING = re.compile(
    r"il n['’]est pas (?:fait droit|donné suite)\b"
    r"|[^.;:]{3,60} (?:n['’]est pas en mesure|n['’]a pas (?:pu|souhaité)) (?:d['’]|de |se |s['’])"
    r"(?:arbitrer|trancher|statuer|décider|prononcer)\b"
    r"|[^.;:]{3,60} n['’]a pas (?:émis|rendu) d['’]avis\b|l['’]avis est réputé\b"
    r"|(?:le|ce) (?:dossier|point|projet|texte)\b[^.;:]{0,150}\bsera (?:ré)?examiné\b"
    rf"|(?:le |la |l['’]){bodies.NOUN}(?: [^\W\d_]+){{0,3}} (?:émet|rend|a émis|a rendu) un avis\b"
    r"|décisions? (?:ajourn|report|renvoy)ées?\b"
    r"|(?:le|la|les|l['’]|ce|cette|ces)\s?(?:arbitrage|décision|demande|discussion|dossier|point"
    r"|question|sujet)s?\b[^.;:]{0,40}? (?:(?:reste|demeure)(?:nt)? (?:ouvert|posé|en suspens"
    r"|pendant|à (?:arbitrer|décider|trancher))|(?:n['’]est|ne sont) pas (?:encore )?(?:arbitr"
    r"|décid|régl|tranch))"
    r"|(?:pas (?:de|encore de)|aucune?|sans) (?:vote|décision|consensus|arbitrage|majorité"
    r"|position (?:commune|arrêtée))\b|pas d['’](?:accord|arbitrage)\b"
    r"|l['’]arbitrage d[^.;:]{1,40} est (?:attendu|demandé|sollicité)\b"
    r"|(?:vote\b[^.:]{0,60}: )?avis (?:dé)?favorable\b"
    r"|vote sur l[^.:]{1,60}:(?=[^.]{0,200}\b(?:pour|contre|unanimité|majorité)\b)",
    re.I,
)
_AMENDMENT = re.compile(
    rf"\W*{_TOLD}(?:vote (?:sur |de ))?(?:(?:l['’]|les? |un |une |des )\s?)?(?:sous-)?"
    r"amendements?\b",
    re.I,
)
_ARTICLE = re.compile(r"\W*art(?:icle|\.)\s*(?:\d+(?:er)?|premier|unique)\s*(?:[.:–—-]|$)", re.I)
_ACT = re.compile(r"\b(?:délibération|décision|arrêté)s?\b", re.I)
_COLUMN = re.compile(
    rf"\s*(?:positions?\s+(?:du|de\s+la|de\s+l['’])\s*{bodies.NOUN}"
    rf"|(?:d[ée]cisions?|arbitrages?)(?:\s+(?:prises?|rendus?|du|de\s+la|de\s+l['’])\b.{{0,40}})?"
    r"(?:\s*(?:/|et|ou|&)\s*actions?)?"
    r"|(?:montants?\s+)?(?:accord|attribu|vot)[ée]e?s?"
    r"|actions?\s*(?:/|et|ou|&)\s*d[ée]cisions?)\s*",
    re.I,
)
_OUTCOME = re.compile(
    r"\s*(?:avis|conclusions?|issue|outcome|r[ée]sultats?|result|sort|status|statut|suites?|votes?)\s*",
    re.I,
)
_KIND = re.compile(r"\s*(?:types?|natures?|cat[ée]gories?)\s*", re.I)
_OF_A_KIND = re.compile(rf"\s*(?:{_DECISION})\s*", re.I)
_RECALLS = re.compile(r"\W*(?:(?:rappel|[ée]tat|suivi)s? d|pour m[ée]moire)", re.I)
_NEXT = re.compile(
    rf"next\s+(?:meeting|session)|prochaine?s?\s+(?:r[ée]union|s[ée]ance|rendez-vous|{bodies.NOUN}|[A-Z]{{2,}})"
    rf"|(?:r[ée]union|s[ée]ance|{bodies.NOUN}|{bodies.ACRONYM})\s*(?:n\s*[°ºo]|#)\s*\d+\s*:"
    r"|(?:relev[ée]|compte[- ]rendu|proc[èe]s[- ]verbal) (?:[ée]tabli|r[ée]dig[ée])|fait [àa]\b",
    re.I,
)
_NOTHING = re.compile(
    r"\W*|\W*(?:(?:sans|pas de) (?:décision|objet|mesure)|néant|en (?:attente|cours)"
    r"|à l['’]étude)\b.*",
    re.I,
)


def is_labelled(line: str) -> bool:
    """Whether a line opens a paragraph of its own by what it says that it is."""
    return bool(_LABELLED.match(line))


def is_decided(text: str) -> bool:
    """Whether a text is labelled as a decision, or as what someone was given to do."""
    return bool(_DECIDED.match(text))


def closes(text: str) -> bool:
    """Whether a text says what became of the item that it closes, without naming it."""
    return is_decided(text) or settles(text) or bool(_CLOSING.match(text))


def settles(text: str) -> bool:
    """Whether a sentence says what became of what was proposed, by its kind alone: "Le rapport est
    retiré."."""
    return bool(_SETTLED.match(text))


def is_of_amendment(text: str) -> bool:
    """Whether a text speaks of an amendment, whose outcome is not that of the item."""
    return bool(_AMENDMENT.match(text))


def stands_decided(paragraph: Paragraph, quote: str) -> bool:
    """Whether a quotation of a paragraph stands where decisions or tasks are listed: under a
    heading that says so, or in a table beside a decision; not under what recalls."""
    if paragraph.sections and _RECALLS.match(paragraph.sections[-1].title):
        return False
    if paragraph.kind is ParagraphKind.TABLE:
        return quote != paragraph.columns and _is_decided_beside(paragraph.columns, quote)
    is_under = paragraph.sections and _SECTION.fullmatch(paragraph.sections[-1].title)
    return bool(is_under) and not _NEXT.match(quote)


def is_of_article(paragraph: Paragraph) -> bool:
    """Whether a paragraph is of an article of an act: "Article 2. – Le tarif est gratuit."."""
    above = [section.title for section in paragraph.sections]
    return any(map(_ARTICLE.match, [paragraph.text, *paragraph.lead_in.splitlines(), *above]))


def is_of_act(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands under the title of an act: "Délibération n° 2023-24"."""
    return any(_ACT.search(section.title) for section in paragraph.sections)


def outcomes_beside(columns: str, rows: str) -> list[str]:
    """The cells of rows that say what became of what the others name."""
    places = [n for n, title in enumerate(columns.split(CELL)) if _OUTCOME.fullmatch(title)]
    cells = [row.split(CELL) for row in rows.splitlines() if row != columns] if places else []
    return [row[place].strip() for row in cells for place in places if place < len(row)]


def rulings_beside(columns: str, row: str) -> list[str]:
    """The cells of a row that say what was decided on it, or what became of it."""
    told = (title for title in columns.split(CELL))
    is_ruling = [bool(_OUTCOME.fullmatch(title) or _COLUMN.fullmatch(title)) for title in told]
    cells = row.split(CELL)
    return [cell for cell, rules in zip(cells, is_ruling, strict=False) if rules]


def _is_decided_beside(columns: str, rows: str) -> bool:
    titles = columns.split(CELL)
    places = [place for place, title in enumerate(titles) if _COLUMN.fullmatch(title)]
    kinds = [place for place, title in enumerate(titles) if _KIND.fullmatch(title)]
    cells = [row.split(CELL) for row in rows.splitlines()]
    return any(
        any(not _NOTHING.fullmatch(row[place]) for place in places if place < len(row))
        or any(_OF_A_KIND.fullmatch(row[place]) for place in kinds if place < len(row))
        for row in cells
    )
