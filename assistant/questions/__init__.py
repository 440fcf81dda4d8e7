"""What is asked: its words, its kind, the question it leans on."""
