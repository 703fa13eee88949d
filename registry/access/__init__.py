"""Who may do what, where, and how pages are kept to their own content."""
