"""From weighed sentences to what is quoted: what decides, what became of it, whole meetings."""
