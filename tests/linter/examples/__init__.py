"""The examples of each theme's rules: a file holds `EXAMPLES`, slug → what fires it and what does not."""
