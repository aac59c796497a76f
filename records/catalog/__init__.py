"""The nouns, one file each; another one is another file here."""
