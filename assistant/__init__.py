"""A question in, an `Answer` made of verbatim quotations out."""
