# The operator’s people and their log

refusal-owner-stays = Who is an owner stands in ADMIN_IDS, and is changed only there.
refusal-too-many-staff = At most { $maximum } people can have a role. Remove someone in /staff first.
refusal-staff-stays = You have a role here, and what you did is in the operators’ log. Ask an owner to remove you in /staff (an owner: take your id out of ADMIN_IDS), then send /forget again.
refusal-username-unknown = I know no one called @{ $username }. Names change: the id, or a reply to their message, finds them for sure.
refusal-sender-hidden = { $name } hides their account when messages are forwarded, so I can’t see who it is. Use their id or @name.
refusal-no-person-there = That message isn’t a person’s. Reply to one that the person wrote, or use their id or @name.
refusal-person-meant-twice = You reply to one person and name another. Use only one of the two.

person-named = { $name }, <code>{ $id }</code>
person-nameless = no name
person-forgotten = someone who was forgotten

operator-write-first = The answer is for you alone: write to me in private first, then ask again.

command-staff = Who helps you, and with which role
staff-title = 👥 <b>Staff</b>
staff-owners = <b>Owners</b> (ADMIN_IDS)
staff-members = <b>With a role</b>
staff-line = { $person } · { $role } · since { $since }
staff-usage =
    <code>/staff 123456789 money</code> gives a role, <code>/staff 123456789 off</code> takes it. An @name works too, and so does <code>/staff money</code> in reply to the person’s message.
    Roles: viewer, support, money. Each may do what the ones before it may.
staff-role-owner = owner
staff-role-money = money
staff-role-support = support
staff-role-viewer = viewer
staff-role-none = no role
staff-now = Role: <b>{ $role }</b>
staff-since = Since { $since } UTC, given by { $by }
staff-owner-stays = Who is an owner stands in ADMIN_IDS, and is changed only there.
staff-roles =
    <b>viewer</b>: figures and groups
    <b>support</b>: also people and their requests
    <b>money</b>: also credits, sales, refunds and models
button-staff-member = { $name } · { $role }
button-staff-off = Remove
staff-told = 👥 Your role here is now <b>{ $role }</b>. What you can use: { $commands }
staff-told-off = 👥 You no longer have a role here. Your own credits and results stay as they are.

command-log = What operators changed
log-title = 📜 <b>Operators’ log</b>
log-of-person = By or about { $person }
log-of-act = Only: { $act }
log-empty = Nothing here.
log-usage = <code>/log 123456789</code>, <code>/log @name</code> or <code>/log</code> in reply to a message: by or about one person. <code>/log grant</code>: one kind.
log-line = { $at } UTC · { $by }
log-what = <b>{ $act }</b>: { $about }
log-what-alone = <b>{ $act }</b>
log-change = { $before } → { $after }
log-new = { $after }
log-reason = “{ $reason }”
button-log-newest = ‹ Newest
button-log-older = Older ›
log-act-stats = Statistics
log-act-job = Request
log-act-block = Block
log-act-grant = Credits
log-act-packs = Packs
log-act-stars = Stars
log-act-refund = Refund
log-act-credit = Unclaimed payment
log-act-codes = Promo codes
log-act-model = Model
log-act-groups = Groups
log-act-admit = Group approval
log-act-broadcast = Broadcast
log-act-examples = Examples
log-act-looks = Looks
log-act-states = KIE’s words
log-act-staff = Role
log-act-config = Setting
log-act-pause = Pause
log-act-log = Log
log-value-on = on
log-value-off = off
log-value-open = not blocked
log-value-published = published
log-value-on-sale = on sale
log-value-all = to everyone
log-value-news = to those who want news
log-value-owner = owner
log-value-money = money
log-value-support = support
log-value-viewer = viewer
log-value-credited = credited
log-value-unclaimed = unclaimed
log-value-refunding = refund under way
log-value-refunded = refunded
log-value-asked = waiting for approval
log-value-admitted = approved
log-value-refused = declined
log-value-blocked = blocked
log-value-wanted = wanted
log-value-recording = being recorded
log-value-proposed = proposed
log-value-shown = shown
log-value-declined = declined
log-value-failed = failed
log-value-draft = draft
log-value-scheduled = scheduled
log-value-sending = being sent
log-value-paused = paused
log-value-ended = finished
log-value-cancelled = cancelled

log-act-user = Person
command-user = One person in full
user-usage = <code>/user 123456789</code>, <code>/user @name</code>, or <code>/user</code> in reply to a message of the person’s, also to a forwarded one.
user-title = 👤 { $person }
user-language = Language: { $language }
user-since = Here since { $since }
user-source = Came by: { $source }
user-blocked = 🚫 Blocked
user-balance = Available: <b>{ $available }</b> ({ $free } free, { $bought } bought or given) · held: { $held }
user-unlimited = Free credits without a limit
user-entries = <b>Last entries</b>
user-entry = <code>{ $at } { $amount }</code> { $kind }{ $job }
user-entry-grant = given
user-entry-hold = held
user-entry-capture = spent
user-entry-release = returned
user-entry-purchase = bought
user-entry-refund = taken back
user-entry-expire = expired
user-entry-transfer = moved
user-nothing-made = Nothing made yet.
user-open =
    { $count ->
        [one] { $count } in progress: { $numbers }
       *[other] { $count } in progress: { $numbers }
    }
button-user-again = ⟳ Refresh
button-user-log = Log

command-users = Find people
users-title = 👥 <b>People</b>
users-words = Search: “{ $words }”
users-only-payers = Only people who have paid
users-only-idle = Only people who were not here for { $days } days
users-only-blocked = Only people who are blocked
users-line = { $number }. { $person }
users-none = No one fits.
users-none-here = No one among the people looked at so far. More of them are behind the button.
users-usage = <code>/users anna</code> finds people by the beginning of a name, <code>/users @ann</code> by that of an @name, <code>/users 123456789</code> by id.
button-users-all = All
button-users-payers = Paid
button-users-idle = Idle
button-users-blocked = Blocked
button-users-first = First page
button-users-more = More ▶

log-act-note = Note
log-act-message = Message
command-note = Write a note about a person
note-usage = <code>/note 123456789 words</code>, <code>/note @name words</code>, or <code>/note words</code> in reply to a message of the person’s. Operators see it in /user, the person only in /mydata.
note-done = Noted about { $person }. /user shows it.
user-groups = Groups: { $groups }
user-made = <b>Requests: { $count }</b>
user-made-line = { $sign } <code>#{ $id }</code> { $model }, { $at }
user-notes = <b>Notes</b>
user-note = 📝 { $words } – { $by }, { $at }
user-ask-grant = How many credits to give to { $person }? The number, then the reason: <code>50 sorry for the wait</code>. The reason stays in the log.
user-ask-take = How many credits to take from { $person }? The number, then the reason: <code>50 given twice</code>. The person reads it.
user-ask-number = A number of credits, then the reason, please: <code>50 reason</code>.
user-ask-note = What should operators know about { $person }? The person gets it only with /mydata.
user-ask-message = Your message to { $person }? You’ll see it once more before it is sent.
user-ask-block = Why should { $person } be blocked? They read the reason; <code>-</code> for none.
user-question-over = This question is over. Nothing was changed.
user-message = ✉️ <b>From the operator of this bot</b>

    { $words }
user-message-preview = To { $person }:
user-message-sent = Sent to { $person }.
refusal-messages-used-up = Too many messages just now: 30 an hour from you, 5 a day to one person.
refusal-message-unconfirmed = Telegram hasn’t confirmed it: it may have arrived all the same.
refusal-person-not-reached = Not sent: this person has blocked the bot or left Telegram.
grant-taken-told =
    { $amount ->
        [one] The operator took { $amount } credit back. { $money }
       *[other] The operator took { $amount } credits back. { $money }
    }
button-user-grant = Grant
button-user-take = Take
button-user-note = Note
button-user-message = Message
button-user-block = Block
button-user-unblock = Unblock
button-user-data = As JSON
log-act-data = All data read
button-user-send = Send
