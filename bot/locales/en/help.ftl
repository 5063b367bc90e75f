# Help

help =
    <b>How it works</b>
    1. /menu – pick a model and set its options.
    2. Send what you want to see or hear. Some models also take a photo, a video or a sound.
    3. Check the price and tap <b>Generate</b>. If it fails, your credits come back.

    <b>In one line:</b> <code>/gen { $slug } 9:16 a cat surfing at sunset</code>
    Also as a reply to a picture.

    /recipes – several steps with one tap
    /balance – your credits · /quota – the rules
    /status – what is being made · /cancel – stop
    /history – what you have made
    /language · /settings

gen-usage =
    Write it like this:
    <code>/gen { $slug } a cat surfing at sunset</code>
    With options: <code>/gen { $slug } aspect_ratio=9:16 a cat surfing</code>
    All models: /models
