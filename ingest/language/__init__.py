"""How minutes are written: their words and dates, their bodies, what a line begins with."""
