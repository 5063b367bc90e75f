# The result card

button-more = More…
button-share = ↗️ Share
button-copy-command = 📋 Copy command
button-delete = 🗑 Delete
button-delete-sure = 🗑 Yes, delete it
button-keep = Keep it
toast-delete = It goes from this chat and from your history, for good. The credits stay spent.
toast-deleted = Deleted
toast-deleted-in-part = It is gone from your history. Telegram keeps messages that are older than 48 hours: please delete this one yourself.
result-command =
    Tap to copy, then change what you like:
    <code>{ $command }</code>
result-command-too-long = This one is too long for one message. “Again” makes the same.
