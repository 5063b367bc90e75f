# Support threads: what people and operators write to each other. $person is a person’s name, @name and id; $by is who helps.

support-letter = ✉️ <b>{ $person } writes to support.</b> Reply to this message to answer:
support-payment = 🧾 <b>Receipt #{ $number }</b>: { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    }
support-answer = 💬 <b>Support</b> · reply to this message to write back:
support-note = ✅ <b>{ $by } has answered { $person }:</b>
support-closed-person =
    ✅ <b>Support has closed this conversation.</b>
    If something is still wrong, reply to a message of it or write again: /paysupport
support-closed-note = ☑️ { $by } has closed the conversation with { $person }. A new message of theirs opens it again.
support-not-copied = Something that can’t be shown here.
support-gone = ⚠️ <b>Not delivered.</b> { $person } has blocked the bot or deleted the account.
support-refused = ⚠️ <b>Not delivered.</b> Telegram doesn’t let this message be copied to { $person }. Send the words as a text.
support-key = 🔑 This looks like a KIE key, so it was not passed on. Please write without it: support never needs your key.
support-no-role = Only owners and helpers with a role answer people here. An owner gives it with /staff.
support-name-hidden = Not delivered: answers come from a person. Switch off “Remain anonymous” in your admin rights, then reply again.
support-closed = ☑️ Closed. The person reads it; a new message of theirs opens it again.
support-closed-toast = Closed
support-closed-already = It’s closed already.
close-usage = Reply to a message of the conversation with /close, or send /close in its topic.

support-card-failures = <b>Failed last:</b>
support-card-failure = #{ $id } · { $model } · { $failure } · { $at }
support-card-payments = <b>Paid last:</b>
support-card-how = To answer, reply to this message or to one of the person’s. What replies to neither stays among you. /close ends the conversation.
button-support-person = 👤 Person
button-support-close = ☑️ Close

alert-support-chat = ⚠️ <b>Support can’t use its group.</b> New messages come to your private chats. Telegram says: { $detail }
alert-support-topic-stays = 🗑 <b>A forgotten person’s topic could not be deleted.</b> Delete it by hand: group and topic { $detail }

command-close = Close a support conversation
log-act-support = Support conversation
log-value-closed = closed

console-support = Support
console-support-title = Support: { $id }
console-support-table = Open conversations. People are answered in Telegram
console-support-none = No open conversations.
console-support-open = open
console-support-closed = closed
console-support-opened = Opened
console-support-written = Last message
console-support-receipt = Receipt
console-support-messages = Messages
console-support-messages-table = Who wrote when; the words stand in Telegram only
console-support-kind = What
console-support-kind-text = text
console-support-kind-media = media
console-support-kind-other = something else
console-support-kind-closed = closed the conversation
console-support-side-person = person
console-support-side-staff = support
console-support-arrived = Arrived
console-support-waiting = On the way
