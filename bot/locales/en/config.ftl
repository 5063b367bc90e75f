# The settings that change while the bot runs, and the pause

refusal-unknown-setting = There is no setting { $name }.{ $nearest ->
    [none] {" "}/config shows all.
   *[other] {" "}Did you mean { $nearest }?
  }
refusal-setting-locked = { $name } is set in .env, and locked here. To change it here, take it out of .env and restart.
refusal-bad-setting-value = { $name } cannot have this value. Nothing was changed.
alert-setting-unfit = ⚠️ <b>A stored setting does not fit this version.</b> Its default holds now: <code>{ $detail }</code>. Set it anew in /config.

config-title = ⚙️ <b>Settings: { $group }</b>
config-group-prices = prices and sales
config-group-free = free credits
config-group-limits = limits
config-group-features = features
config-group-profile = the bot’s profile
config-group-operation = operation
button-config-prices = Prices and sales
button-config-free = Free credits
button-config-limits = Limits
button-config-features = Features
button-config-profile = Profile
button-config-operation = Operation
button-config-cancel = ◀️ Leave it
button-config-back = ◀️ Settings
button-setting = { $name }: { $value }
button-setting-locked = 🔒 { $name }: { $value }
button-setting-default = Back to { $value }
button-setting-loss = Set it all the same
button-setting-no-loss = Leave it
config-about = <b>{ $name }</b> – { $about }
config-stands-environment = 🔒 <code>{ $value }</code>, from .env (without it: { $default })
config-stands-chat = <code>{ $value }</code>, set here (default: { $default })
config-stands-default = <code>{ $value }</code>, the default
config-locked = It’s set in .env and locked here. To change it here, take { $name } out of .env and restart.
config-bounds = From { $least } to { $most }.
config-word = Or <code>{ $word }</code>.
config-how = To set it: <code>/config { $name } value</code>. Back to the default: <code>/config { $name } default</code>
config-asked = ✏️ Send the new value now. ◀️ or /cancel leaves it as it is.
config-changed = ✅ Changed. It holds from now on; prices that people already see stay as they are.
config-loss = ⚠️ <b>With { $name } = { $value }, these packs bring less than their credits cost at KIE:</b>
config-loss-models =
    { $count ->
        [one] ⚠️ <b>With { $name } = { $value }, a model with a price of its own brings less than it costs at KIE:</b> { $models }
       *[other] ⚠️ <b>With { $name } = { $value }, { $count } models with prices of their own bring less than they cost at KIE:</b> { $models }
    }
config-loss-free = ⚠️ <b>With 0, everything is free for everyone, and you pay KIE for all of it.</b>
config-loss-pack = • { $stars } ⭐ → { $credits } { $credits ->
    [one] credit
   *[other] credits
  }: at KIE they cost what { $cost } ⭐ bring
setting-about-price-multiplier = credits charged for each credit at KIE
setting-about-star-usd = dollars that a Telegram Star brings you; /money, margins and warnings of losses are reckoned with it, no price is
setting-about-sales = whether credits are sold
setting-about-self-refund = whether people may return an unused purchase themselves
setting-about-free-credits = free credits of every person
setting-about-free-period = how often free credits are renewed; a new number counts from the next time
setting-about-free-budget = KIE credits that all free credits together may cost a day
setting-about-free-gate = who may spend free credits: <code>none</code> (everyone), <code>purchase</code> (who has bought some), <code>channel:-100…</code> (members of that channel)
setting-about-open-per-account = generations that one person may have open at once
setting-about-open-per-chat = generations that a group may have open at once
setting-about-writer-daily = suggested words that one person may have a day; a group ten times as many
setting-about-writer = words suggested by a language model; <code>auto</code>: where it was proven to work
setting-about-voice-samples = whether samples of voices are made with your credits at KIE
setting-about-ai-label = whether a line below each result says that AI has made it: <code>caption</code>, or <code>off</code>
setting-about-group-policy = when the bot is added to a group: ask you, let all in, only those listed in .env, or none
setting-about-own-keys = whether people may bring a KIE key of their own with /key; what was begun with one goes on
setting-about-minimum-age = age that people say to have reached, once, before their first request; 0 does not ask. /terms says it
setting-about-cast = whether people keep characters with /cast; kept ones stay while it is off
setting-about-profile-description = what the empty chat says above Start; without it Kiosk’s words. New lines count
setting-about-profile-description-ru = the same for Russian
setting-about-profile-short-description = what the bot’s profile and links to it say; without it Kiosk’s words
setting-about-profile-short-description-ru = the same for Russian
setting-about-report-hour = hour (0 to 23) at which operators get the daily report, each by the clock of their /settings, UTC without one

refusal-bot-paused = ⏸ The bot is taking a break and takes no new requests. What you’ve already started will be finished and sent to you.
refusal-bot-paused-because = ⏸ { $words }
pause-done = ⏸ <b>Paused.</b> No new prices, starts, purchases or free credits. What is open is finished and delivered. /resume ends it. People who ask now read:
pause-stands = ⏸ <b>Paused: nothing new is taken on.</b> /resume ends it.
resume-done = ▶️ Requests and purchases are taken again.
resume-not-paused = The bot was not paused.
