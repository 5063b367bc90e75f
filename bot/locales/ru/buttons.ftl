# Кнопки

button-video = 🎬 Видео
button-image = 🖼 Картинка
button-first-picture = ✨ Картинка · { $model } · { $price }
button-audio = 🎙 Голос и звук
button-music = 🎵 Музыка
button-unset = Убрать
button-broadcast =
    { $count ->
        [one] Отправить { $count } человеку
        [few] Отправить { $count } людям
        [many] Отправить { $count } людям
       *[other] Отправить { $count } людям
    }
button-back = ‹ Назад
button-menu = ‹ Меню
button-card = ‹ К модели
button-model-generation = { $model } · { $price }
button-model-thousand_characters = { $model } · { $price } / 1000 зн.
button-model-minute = { $model } · { $price } / мин
button-model-reference_second = { $model } · { $price } / с
button-model-off = { $model } · недоступна
button-shelf-best = Лучшие
button-shelf-cheap = Дешевле
button-shelf-fast = Быстрее
button-shelf-photo = 📷 Фото
button-make-with = Создать в { $model }
button-instead = Взять { $model }
button-troubled = ⚠️ { $model }
button-make = Создать что-нибудь
button-option = { $option }: { $value }
button-price = Узнать цену
button-write-prompt = ✍️ Написать текст
button-drop = Убрать файлы
button-generate = ✨ Создать
button-generate-for = ✨ Создать · { $price }
button-generate-several = ✨ Создать ×{ $parts } · { $price }
button-value-price = { $value } · { $price }
button-edit-prompt = Новый текст
button-options = Параметры
button-cancel = Отмена
button-stop = Отменить
button-stop-one = Отменить #{ $id }
button-again = Повторить
button-other-model = Другая модель
button-original = Оригинал файлом
button-open-link = Открыть
button-fresh-link = Новая ссылка
button-language-auto = Как в Telegram

toast-started = Запущено
toast-already-started = Уже запущено
toast-sending = Отправляю…
toast-saved = Сохранено
toast-slow-down = Слишком много сразу. Подождите несколько секунд и попробуйте снова.
