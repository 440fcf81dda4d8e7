"""French words to the terms that are searched, misread ones and acronyms too."""
