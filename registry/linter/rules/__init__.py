"""The rules, one file per theme. Each file declares its own; `registry.linter.catalogue` finds them all."""
