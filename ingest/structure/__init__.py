"""Pages of text to lines, blocks and sections, then paragraphs with their offsets."""
