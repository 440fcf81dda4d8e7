"""What the command line prints, the HTTP API speaks and the journal keeps, as JSON."""
