# English. The fallback: every key is here.
# Messages are Telegram HTML. Keys that begin with button-, toast-, command-, option-, value-, unit- or refusal- hold no tags.

language-name = English
