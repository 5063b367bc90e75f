# Inline mode: @bot in any chat

inline-words-video = video videos clip clips movie film
inline-words-image = picture pictures image images photo photos
inline-words-audio = voice voices speech audio sound
inline-words-music = music song songs track tracks
inline-caption = { $model }
inline-caption-prompt =
    { $model }
    <i>{ $prompt }</i>
inline-hint = { $model } · prompt hidden; add + to share it
inline-hint-prompt = { $model } · shared with the prompt
inline-make = Nothing here yet: create something
inline-none = Nothing found: create something new
