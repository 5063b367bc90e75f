# Прямо в других чатах: @бот

inline-words-video = видео ролик ролики клип клипы фильм
inline-words-image = картинка картинки изображение изображения фото рисунок рисунки
inline-words-audio = голос голоса озвучка речь аудио звук
inline-words-music = музыка песня песни трек треки
inline-caption = { $model }
inline-caption-prompt =
    { $model }
    <i>{ $prompt }</i>
inline-hint = { $model } · текст скрыт; добавьте +, чтобы показать
inline-hint-prompt = { $model } · вместе с текстом
inline-make = Здесь пока пусто: создайте что-нибудь
inline-none = Ничего не нашлось: создайте новое
