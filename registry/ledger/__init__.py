"""The one way to write: every save is one sealed revision in an append-only chain per organisation."""
