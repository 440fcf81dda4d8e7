"""How the encoders in the box were made; nothing else needs it."""
