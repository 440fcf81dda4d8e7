"""By stage, as the project: `ingest`, `index`, `assistant` (by its packages), `eval`.

`ui` opens the page in a real browser, `project` holds the project to what it says of itself.
`support` is what tests share, and `conftest` the fixtures of all.
"""
