"""The nouns that are recorded, each one declaration: what it is called, kept in, shown as and found by. Data only."""
