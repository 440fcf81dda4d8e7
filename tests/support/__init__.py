"""What tests share: places, documents, an encoder, servers to talk to, readers of the page."""
