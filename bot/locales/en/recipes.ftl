# Recipes and chains

recipe-idea-to-video = Idea → picture → video
recipe-idea-to-video-about = One sentence becomes a picture, and the picture moves.
recipe-photo-to-ghibli = Photo → Ghibli → video
recipe-photo-to-ghibli-about = Your photo as a painted film still that comes to life.
recipe-product-clip = Product photo → advert
recipe-product-clip-about = The background goes, and your product turns on a studio stage.
recipe-photo-alive = Old photo → alive
recipe-photo-alive-about = Restored, coloured, and gently moving.
recipe-lyrics-to-song = Lyrics → song → cover
recipe-lyrics-to-song-about = Your words are sung, and the song gets its cover.
recipe-text-to-speech = Text → voice
recipe-text-to-speech-about = Your text, read aloud.
step-picture = Picture
step-video = Video
step-style = Style
step-cutout = Cut-out
step-clip = Clip
step-restore = Restoration
step-song = Song
step-cover = Cover
step-voice = Voice
state-waiting = ⏳ Waits for the step before.
refusal-unknown-recipe =
    { $nearest ->
        [none] There is no recipe “{ $slug }”. All of them: /recipes
       *[other] There is no recipe “{ $slug }”. Did you mean “{ $nearest }”? All of them: /recipes
    }
refusal-chain-goes-on = This is still being made. Look here: /status
refusal-chain-complete = Everything of this is made already. It is in /history.
