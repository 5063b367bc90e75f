# What else people send

anonymous-hint = You write in the name of a chat, so I cannot see whose credits these are. Please switch to your own name and try again.
direct-messages = I do not work in the direct messages of a channel. Please write to me in private: @{ $bot }
fallback-command = I do not know this command. /help
fallback-lost = I make videos, pictures, voices and songs. Send me a few words or a photo, or open the /menu
fallback-not-usable = I cannot use that here.
fallback-awaits-prompt = Please send me words: what do you want to see or hear?
