# Help

help =
    <b>How it works</b>
    1. Send me what you want to see or hear, or pick a model in /menu. A photo, a video or a sound is welcome too.
    2. Check the price and tap <b>Generate</b>. If it fails, your credits come back.
    3. Go on from there: reply to it with a command.

    <b>Reply to…</b>
    a photo: /animate · /edit · /restyle · /upscale · /removebg · /lipsync
    a video: /extend · /join
    many at once: /each
    with several models: /compare
    a song: /cover
    a text: /voice · /song

    <b>In one line:</b> <code>/gen { $slug } 9:16 a cat surfing at sunset</code>

    /menu · /image · /video · /audio · /music – what to make
    /recipes – several steps with one tap
    /examples – what the models make
    /models · /favourites – all models, and yours
    /look · /looks – looks you kept
    /cast – people and things you picture again
    /describe – prompts from a picture
    /history – what you have made
    /status · /cancel – what is being made
    /balance · /buy · /receipts · /quota · /gift · /redeem – credits
    /subscription – your subscription
    /invite – invite friends
    /settings · /language – settings
    /key – your own KIE key
    /report – a result breaks the rules
    /mydata · /forget – get or delete your data
    /privacy · /terms · /paysupport – rules and help

gen-usage =
    Like this:
    <code>/gen { $slug } a cat surfing at sunset</code>
    With options: <code>/gen { $slug } aspect_ratio=9:16 a cat surfing</code>
    All models: /models
