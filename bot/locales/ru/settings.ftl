# Настройки

settings-title =
    <b>Настройки</b>
    Нажмите на строку, чтобы изменить.
settings-private = Настройки — только между нами: напишите мне лично, /settings
language-choose = <b>Язык</b>
auto-confirm-title =
    <b>Начинать без вопроса</b>
    До какой цены начинать сразу, в личном чате? Я всё равно спрошу, если чего-то не хватает, если мало кредитов и в первый раз, когда цена зависит от длины текста.
auto-confirm-type = До скольких кредитов? Пришлите число; 0 — спрашивать всегда.
button-set-language = 🌐 Язык: { $value }
button-set-auto-confirm = 💳 Спрашивать перед оплатой: { $value }
button-set-originals = 📁 Присылать и файлом: { $value }
button-set-effects = 🎉 Эффекты сообщений: { $value }
button-set-quiet = 🌙 Тихие часы: { $value }
button-set-forget = 🗑 Удалить мои данные
button-auto-confirm-never = Всегда спрашивать
button-auto-confirm-own = Другое число
value-auto-confirm-never = всегда
value-auto-confirm-above = свыше { $count }
generation-auto-confirmed =
    { $price ->
        [one] { $price } кредит · начато без вопроса
        [few] { $price } кредита · начато без вопроса
        [many] { $price } кредитов · начато без вопроса
       *[other] { $price } кредита · начато без вопроса
    }
