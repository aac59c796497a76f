"""One file a kind of duty, with a `KIND`: found there by itself, see `schedules.duties`."""
