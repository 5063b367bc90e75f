# Commands

# Profile: at most 512 and 120 characters
profile-description =
    I make videos, pictures, voices and songs from your words, photos and clips.

    • Dozens of AI models in one chat
    • You see the price before anything starts
    • What fails costs nothing
    • Works in groups too

    Press Start and write what you want to see or hear.
profile-short-description = AI videos, pictures, voices and songs in one chat. You see the price first, what fails costs nothing.

command-menu = What would you like to make?
command-gen = In one line: model and words
command-video = Make a video
command-image = Make a picture
command-audio = Make a voice or a sound
command-music = Make music
command-models = All models, or search
command-favourites = Your favourite models
command-balance = Your credits
command-quota = The rules of credits
command-history = What you have made
command-status = What is being made
command-cancel = Stop
command-settings = Settings
command-language = Language
command-help = How it works
command-grant = Give or take credits
command-block = Block a person
command-unblock = Unblock a person
command-stats = How the bot is doing
command-model = Switch a model off or on
command-broadcast = Write to everybody
command-job = One request in full
command-forget = Delete your data
