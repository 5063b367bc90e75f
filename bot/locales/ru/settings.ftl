# Настройки

settings-title =
    <b>Настройки</b>
    Нажмите на строку, чтобы изменить.

    Правила и помощь: /privacy · /terms · /paysupport
settings-private = Настройки — в личном чате: напишите мне там /settings
language-choose = <b>Язык</b>
auto-confirm-title =
    <b>Запуск без вопроса</b>
    Запросы до этой цены в личном чате запускаются сразу. Я всё равно спрошу, если чего-то не хватает, если мало кредитов, если беру присланное раньше и в первый раз, когда цена зависит от длины текста.
auto-confirm-type = До скольких кредитов? Пришлите число; 0 — спрашивать всегда.
button-set-language = 🌐 Язык: { $value }
button-set-auto-confirm = 💳 Спрашивать: { $value }
button-set-fall-back = 🔁 При сбое модели: { $value }
button-set-originals = 📁 Присылать и файлом: { $value }
button-set-effects = 🎉 Эффекты сообщений: { $value }
button-set-hints = 💡 Подсказки: { $value }
button-set-news = 📣 Новости: { $value }
button-news-stop = 🔕 Больше не присылать новости
button-news-again = 📣 Присылать новости снова
toast-news-off = Новостей больше не будет. Включить снова: /settings
toast-news-on = Новости снова включены.
button-set-quiet = 🌙 Тихие часы: { $value }
button-set-forget = 🗑 Удалить мои данные
button-auto-confirm-never = Всегда спрашивать
button-auto-confirm-own = Другое число
value-auto-confirm-never = всегда
fall-back-title =
    <b>При сбое модели</b>
    Кредиты вернутся в любом случае. Дальше я могу спросить вас или сразу сделать то же на ближайшей модели не дороже: та же длина, тот же формат, те же файлы. Один раз на запрос и никогда после фильтра содержания.
value-fall-back-ask = спросить
value-fall-back-nearest = ближайшая
value-auto-confirm-above = свыше { $count }
generation-auto-confirmed =
    { $price ->
        [one] { $price } кредит · запущено без вопроса
        [few] { $price } кредита · запущено без вопроса
        [many] { $price } кредитов · запущено без вопроса
       *[other] { $price } кредита · запущено без вопроса
    }
