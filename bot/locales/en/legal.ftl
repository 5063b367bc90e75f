# What Telegram and the law ask of a bot: privacy, terms, help with payments.
# bot/domain/legal.py has the versions of privacy and terms: a change of what they promise needs a new one.

privacy-title = <b>Privacy</b>
privacy-stored =
    <b>What is stored</b>
    • Your Telegram number, name, @name, language and settings, the days when you first came and were last here, and the link or invitation that brought you.
    • Your requests: prompts, options, prices, and Telegram’s references to the media you send. The files themselves are only passed on.
    • Your results: Telegram’s references to them and their addresses at KIE.
    • Your credits: each movement with its amount, date and reason.
    • In groups: the group’s title, settings and changes, and votes in parties.
privacy-stored-key = • Your KIE key, if you bring one: encrypted, used only for your own requests.
privacy-stored-payments = • Your purchases: packs, Stars, dates, and Telegram’s ID of each payment. Your card or bank is known to Telegram only.
privacy-stored-age = • That you have said to be { $age } or older, and when.
privacy-why =
    <b>Why</b>
    To create what you ask for, to show it in /history, to count credits and to find faults. Your data is not sold, not used for advertising, and not used by us to train models.
privacy-kept =
    <b>How long</b>
    Requests, results and settings: until you delete them. Prices you did not confirm: { $quotes } days. Unfinished drafts: { $drafts } days. Technical records of a request: up to { $records } days. Amounts stay in the accounts for good.
privacy-kept-payments =
    { $days ->
        [one] Purchases: { $days } day with your Telegram number, also after /forget, because Telegram returns Stars by that number only; without it for good.
       *[other] Purchases: { $days } days with your Telegram number, also after /forget, because Telegram returns Stars by that number only; without it for good.
    }
privacy-shared =
    <b>Who gets it</b>
    • Telegram carries every message and keeps the media in your chats.
    • KIE (kie.ai) gets the prompt, the options and the media of a request and passes them to the AI models. It does not get your name or Telegram number. It keeps files by its own rules.
    • In a group, everyone there sees what you ask for and what you get. What you share from /history is seen where you share it.
    • The operator of this bot can read what is stored, except for encrypted keys.
privacy-rights =
    <b>Your data</b>
    /mydata sends you all that is stored about you, as a file. /forget deletes your prompts, media, results, name and settings at once. Amounts stay in the accounts under a number instead of your name. Copies in the operator’s backups go when these are replaced. You can also ask the operator to correct your data.

terms-title = <b>Terms</b>
terms-service =
    <b>The service</b>
    AI models create media from your words and files. You see the price first, and what fails costs nothing. Results can be wrong, or resemble other works, and no model is always available.
terms-age =
    <b>Age</b>
    You must be at least { $age } years old, or older where your country’s law asks for it. If you are not of age, a parent must agree before you buy anything.
terms-age-asked = Before your first request you are asked once whether you are { $age } or older; without a yes nothing is created.
terms-use =
    <b>Not allowed</b>
    • Anything illegal, sexual content with minors, calls for violence.
    • Media of people who did not agree, and media made to deceive.
    • Files that you have no right to use.
    The models refuse some requests too. Accounts that break these rules can be blocked.
terms-media =
    <b>AI-made media</b>
    What you get was made by AI. Say so where the law asks for it, above all when it shows real people, places or events. You may use your results as far as the law and the model’s own terms allow; you answer for what you publish.
terms-credits =
    <b>Credits</b>
    Credits pay for requests in this bot and are not money. Free credits can expire, see /quota; bought credits do not. Credits in this bot are digital goods and are sold for Telegram Stars only.
terms-refunds =
    <b>Refunds</b>
    Bought credits that you have not used can be refunded in Stars, and so can what was not delivered as described. Write as /paysupport says. Telegram’s own support cannot help with purchases in this bot.
terms-changes =
    <b>Changes</b>
    When these terms change, you are asked to agree before your next purchase. See also /privacy.

paysupport =
    <b>Help with a payment</b>
    Choose the payment or what happened. “Write to the operator” brings your words to the person who runs this bot; the answer comes from them. All your payments: /receipts
    Telegram’s own support cannot help with purchases in this bot.
paysupport-later =
    <b>Help with a payment</b>
    Your payments can’t be shown right now. Send /paysupport again in a few minutes to write to the operator.
    Telegram’s own support cannot help with purchases in this bot.
paysupport-aloud =
    <b>Help with a payment</b>
    Write to the operator in the private chat: there you also see your payments.
    Telegram’s own support cannot help with purchases in this bot.
paysupport-number = Your Telegram number, for the operator: <code>{ $id }</code>
paysupport-private = Never post a transaction ID in a group.

legal-operator = <b>Operator:</b> { $name }
legal-contact = <b>Contact:</b> { $contact }
legal-no-contact = The operator of this bot has not given a contact yet.
alert-seller-unknown = ⚠️ <b>People can buy credits but can’t read who sells them.</b> Telegram asks for it: set <code>{ $detail }</code> and restart. /privacy, /terms and /paysupport show it.
legal-version = Version of { $version }
consent-never =
    <b>Before your first purchase</b>
    The terms say what credits are and how refunds work: /terms
    What is stored about you: /privacy
consent-outdated =
    <b>The terms have changed</b>
    Please read them before you buy: /terms
    What is stored about you: /privacy
button-consent = ✅ I agree to the terms
button-legal-forget = Delete my data
button-legal-private = Open in private chat
