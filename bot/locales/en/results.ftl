# The result card

ai-label = ✨ Made by AI
button-more = More…
button-share = ↗️ Share
button-copy-command = 📋 Copy command
button-delete = 🗑 Delete
button-delete-sure = 🗑 Yes, delete it
button-keep = Keep it
toast-delete = Deletes it from this chat and your history for good. Spent credits are not returned.
toast-deleted = Deleted
toast-deleted-in-part = Deleted from your history. Telegram doesn’t let bots delete messages older than 48 hours: delete this one yourself.
result-command =
    Tap to copy, then change what you like:
    <code>{ $command }</code>
result-command-too-long = Too long for one message. “Again” creates the same.

# Versions

result-version = v{ $version } · from #{ $parent }
button-parent = ↩ v{ $version }
button-versions = Versions · { $count }
version-copy-lost = Telegram no longer has a copy of this version.
version-not-now = Telegram isn’t taking it right now. Try again in a minute.
button-not-favourite = 🤍
button-favourite = ❤️
button-favourite-of-many = ❤️ { $count }
toast-favourite = ❤️ Added to your favourites: /history shows them
toast-favourite-removed = Removed from your favourites
