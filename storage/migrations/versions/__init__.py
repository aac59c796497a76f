"""One file a step, in the order of their numbers; another one is another file here."""
