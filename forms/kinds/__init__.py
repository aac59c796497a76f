"""Kinds of answers, one file each: what is shown, what is understood, what is said when it is not."""
