"""Lines of gold files."""


def gold_line(**given: object) -> dict[str, object]:
    """A question without an answer, but for what is given."""
    plain: dict[str, object] = {
        "id": "1", "split": "test", "language": "fr", "tags": [], "question": "Qui préside ?",
        "evidence": [], "answer": [],
    }  # fmt: skip
    return plain | given
