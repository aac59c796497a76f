"""How an entity is found again, pure: names written for comparing, read aloud, and why they fit and how well."""
