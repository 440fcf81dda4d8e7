"""What a document says of itself: title, kind, body and date, who was there."""
