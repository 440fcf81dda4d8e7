"""What people say before they ask: "Je prépare une note sur la Panacée : qui la dirige ?"."""

import re

from assistant.sentences import split_sentences

_ASKS = (
    r"(?:\b(?:qui|que|quoi|quand|comment|combien|pourquoi|où|(?:le|la|les)?quel(?:le)?s?|est-ce"
    r"|who|whom|whose|what|when|where|why|how|which)\b|\bqu['’]|-(?:t-)?(?:ils?|elles?|on|ce|je"
    r"|nous)\b|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|should|may)\b)"
)
_OF_ONESELF = re.compile(
    r"\b(?:je|j['’]|nous|me|m['’]|mon|ma|mes|notre|nos|i|we|my|our|us)(?=\b|(?<=['’]))", re.I
)
_COLON = re.compile(r"\s?:\s+")
_QUESTION = re.compile(_ASKS, re.I)


def asked_in(text: str) -> tuple[str, str]:
    """What comes before the question, which may be empty, and the question itself: the sentences
    that end with a question mark, less what their author says of himself before a colon."""
    spans = split_sentences(text)
    asking = [span for span in spans if text[: span.end].endswith("?")]
    if asking and asking[0].start > spans[0].start:
        before = text[: asking[0].start].strip()
        asked = text[asking[0].start : asking[-1].end]
    else:
        before, asked = "", text
    for colon in _COLON.finditer(asked):
        said, rest = asked[: colon.start()], asked[colon.end() :]
        is_said = _OF_ONESELF.search(said) and not said.rstrip().endswith("?")
        if is_said and _QUESTION.search(rest):
            return f"{before} {said}".strip(), rest
    return before, asked
