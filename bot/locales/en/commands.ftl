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

command-menu = Create something
command-gen = Create in one line: model and prompt
command-video = Create a video
command-image = Create a picture
command-audio = Create a voice or a sound
command-music = Create music
command-models = All models and search
command-favourites = Your favourite models
command-balance = Your credits
command-buy = Add credits
command-receipts = Your payments
command-quota = How credits work
command-history = Your results
command-best = What this group likes best
command-status = What’s in progress
command-cancel = Cancel
command-settings = Settings
command-language = Language
command-help = How it works
command-grant = Give or take back credits
command-packs = Credits on sale
command-stars = Stars of this bot, payments that wait
command-refund = Refund a payment
command-block = Block a person
command-unblock = Unblock a person
command-config = Settings
command-pause = Take nothing new on
command-resume = Take requests again
command-stats = Statistics
command-money = Money: in, out, owed
command-daily = Yesterday in ten lines
command-model = A model’s price, sales and switch
command-broadcast = Message everyone
command-job = Details of a request
command-forget = Delete your data
command-report = Report a result
