"""The server: the HTTP API, its gate and limits, documents and answers at their addresses."""
