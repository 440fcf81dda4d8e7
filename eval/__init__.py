"""Gold questions, the sample corpus, and the measures of search, answers and speed."""
