"""A local stand-in for Telegram: a strict Bot API server and a phone-like chat page over one world."""
