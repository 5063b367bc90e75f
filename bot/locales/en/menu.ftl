# Start, menu, shelves

start-welcome = Hi { $name }! I create videos, pictures, voices and songs from your words.
menu-title = <b>What would you like to create?</b>
menu-choose = Pick one below, or just send me your idea. I’ll show the price first.
credits-have =
    { $count ->
        [one] You have <b>{ $count }</b> credit.
       *[other] You have <b>{ $count }</b> credits.
    }
credits-unlimited = Your credits are <b>unlimited</b>.
shelf-video = <b>Video</b> · prices in credits
shelf-image = <b>Pictures</b> · prices in credits
shelf-audio = <b>Voice and sound</b> · prices in credits
shelf-music = <b>Music</b> · prices in credits
shelf-view-cheap = cheapest first
shelf-view-fast = fastest first
shelf-view-photo = from a photo
models-all =
    { $count ->
        [one] There is { $count } model. Open a category, or search: <code>/models veo</code>
       *[other] There are { $count } models. Open a category, or search: <code>/models veo</code>
    }
models-found =
    { $count ->
        [one] { $count } model found for “{ $wanted }”:
       *[other] { $count } models found for “{ $wanted }”:
    }
search-unsold = <b>{ $model }</b> is not available: { $why }.
search-instead = The nearest that works:
models-none = Nothing found for “{ $wanted }”. Browse by category:
offer-prompt =
    What should I create from this?
    <blockquote>{ $prompt }</blockquote>
offer-media = What should I do with it?
