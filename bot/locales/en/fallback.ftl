# What else people send

anonymous-hint = You’re writing on behalf of a chat, so I can’t tell whose credits to use. Switch to your own account and try again.
direct-messages = I don’t work in channel direct messages. Write to me in private: @{ $bot }
fallback-command = Unknown command. /help
fallback-lost = I create videos, pictures, voices and songs. Send me a prompt or a photo, or open the /menu
fallback-not-usable = I can’t use that here.
fallback-awaits-prompt = Send text: what do you want to see or hear?
fallback-words-only = I can’t use this file, so I took only your words.
