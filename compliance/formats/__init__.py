"""How dates are written and typed, by language; named in the settings."""
