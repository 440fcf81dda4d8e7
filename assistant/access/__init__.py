"""Who enters, and what they may read."""
