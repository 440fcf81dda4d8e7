"""What asks for the answer before once more: in short, word for word, with where it stands."""

import re

_YOU = r"(?:(?:tu|vous|on) )?(?:peux|pouvez|peut|pourrais|pourriez)(?:[- ](?:tu|vous|on))?"
_PUT = (
    r"(?:résum|resum|reformul|répét|repet|confirm|vérifi|verifi|cit|sourc|détaill|detaill)(?:er?|ez)"
    r"|redi(?:re|s|tes)"
)
_TEXT = (
    r"(?:phrase|citation|source|référence|reference|passage|extrait|texte|formulation)s?"
    r"(?: (?:exacte?|précise?|precise?|complète?|complete?|intégrale?)s?)?"
)
_WHERE = r"(?:écrit|ecrit|dit|indiqué|indique|marqué|marque|noté|note)"
_AGAIN = re.compile(
    rf"(?:{_YOU} )?(?:(?:me|nous|le|la|l['’])\s?)*(?:{_PUT})(?:[- ](?:moi|le|la|ça|cela|tout))*"
    r"|(?:c['’]est|t['’]es|tu es|vous êtes|es[- ]tu|êtes[- ]vous|en (?:es[- ]tu|êtes[- ]vous))"
    r" (?:bien |vraiment )?(?:sûr|sur|certain)e?s?(?: de (?:toi|vous|ça|cela))?"
    rf"|(?:(?:et|quelle (?:est|sont)|c['’]est quoi|je (?:veux|voudrais)|il me faut) )?"
    rf"(?:l[ae]s? |l['’]|une? |tes |vos |ta |votre )?{_TEXT}"
    rf"|(?:c['’]est|où est-ce|ou est-ce) {_WHERE}(?: où| ou)?|où c['’]est {_WHERE}"
    r"|(?:d['’]où|ça|cela) (?:(?:ça|cela) )?(?:vient|sort)(?: d['’]où)?"
    r"|(?:plus court|en bref|en résumé|en resume|en (?:une|deux|trois) (?:phrases?|lignes?))"
    r"|are you sure|is (?:that|it) (?:sure|certain)"
    r"|(?:(?:can|could) you )?(?:summari[sz]e|confirm|repeat|quote)(?: (?:it|that|this))?"
    r"|(?:(?:what(?:['’]s| is)|and) )?(?:the |your )?(?:(?:exact|precise) )?"
    r"(?:sources?|quotes?|quotation|wording|sentence|reference)",
    re.I,
)


def asks_again(text: str) -> bool:
    """Whether no more is asked than the answer before, which is in the words of its source.

    >>> asks_again("donne-moi la phrase exacte"), asks_again("la phrase exacte sur Zoom")
    (True, False)
    """
    return bool(_AGAIN.fullmatch(text.strip(" ?!.…")))
