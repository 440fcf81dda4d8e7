"""Files of each format to the text of their pages, those of foreign ones in child processes."""
