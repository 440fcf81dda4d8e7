"""One data folder answered from for many readers: what is kept and counted of it."""
