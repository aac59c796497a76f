"""All SQL, one file per noun. Functions take a session, may flush, never commit."""
