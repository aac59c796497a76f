"""Conversational forms, pure: what is asked, what an answer means, what should be done. No Telegram, SQL or clock."""
