"""The page that readers ask from."""
