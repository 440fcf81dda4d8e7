"""The sentences found, weighed as answers to a question."""
