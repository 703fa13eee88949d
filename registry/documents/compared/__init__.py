"""Which items of each record are compared, and what each is called: one declaration for every format."""
