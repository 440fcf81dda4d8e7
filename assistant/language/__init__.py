"""What is known of words and sentences, whatever is asked."""
