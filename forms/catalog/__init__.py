"""The forms, one file each, as data: what is asked, in which order, and what the card says."""
