# Настройки, которые меняются на ходу, и пауза

refusal-unknown-setting = Настройки { $name } нет.{ $nearest ->
    [none] {" "}Все настройки: /config.
   *[other] {" "}Возможно, вы имели в виду { $nearest }?
  }
refusal-setting-locked = { $name } задана в .env, поэтому здесь не меняется. Чтобы менять её здесь, уберите её из .env и перезапустите бота.
refusal-bad-setting-value = У { $name } не может быть такого значения. Ничего не изменено.
alert-setting-unfit = ⚠️ <b>Сохранённая настройка не подходит этой версии.</b> Действует значение по умолчанию: <code>{ $detail }</code>. Задайте её заново в /config.

config-title = ⚙️ <b>Настройки: { $group }</b>
config-group-prices = цены и продажи
config-group-free = бесплатные кредиты
config-group-limits = лимиты
config-group-features = возможности
config-group-profile = профиль бота
config-group-operation = работа бота
button-config-prices = Цены и продажи
button-config-free = Бесплатно
button-config-limits = Лимиты
button-config-features = Возможности
button-config-profile = Профиль
button-config-operation = Работа бота
button-config-cancel = ◀️ Не менять
button-config-back = ◀️ Настройки
button-setting = { $name }: { $value }
button-setting-locked = 🔒 { $name }: { $value }
button-setting-default = Вернуть { $value }
button-setting-loss = Всё равно изменить
button-setting-no-loss = Оставить как есть
config-about = <b>{ $name }</b> — { $about }
config-stands-environment = 🔒 <code>{ $value }</code>, из .env (без него: { $default })
config-stands-chat = <code>{ $value }</code>, задано здесь (по умолчанию: { $default })
config-stands-default = <code>{ $value }</code>, по умолчанию
config-locked = Задано в .env, поэтому здесь не меняется. Чтобы менять здесь, уберите { $name } из .env и перезапустите бота.
config-bounds = От { $least } до { $most }.
config-word = Или <code>{ $word }</code>.
config-how = Изменить: <code>/config { $name } значение</code>. Вернуть по умолчанию: <code>/config { $name } default</code>
config-asked = ✏️ Пришлите новое значение. ◀️ или /cancel — оставить как есть.
config-changed = ✅ Изменено и уже действует. Цены, которые люди уже видят, остаются прежними.
config-loss = ⚠️ <b>При { $name } = { $value } эти пакеты приносят меньше, чем их кредиты стоят в KIE:</b>
config-loss-models =
    { $count ->
        [one] ⚠️ <b>При { $name } = { $value } { $count } модель с собственной ценой приносит меньше, чем стоит в KIE:</b> { $models }
        [few] ⚠️ <b>При { $name } = { $value } { $count } модели с собственной ценой приносят меньше, чем стоят в KIE:</b> { $models }
        [many] ⚠️ <b>При { $name } = { $value } { $count } моделей с собственной ценой приносят меньше, чем стоят в KIE:</b> { $models }
       *[other] ⚠️ <b>При { $name } = { $value } { $count } модели с собственной ценой приносят меньше, чем стоят в KIE:</b> { $models }
    }
config-loss-free = ⚠️ <b>С множителем 0 всё бесплатно для всех, а за всё в KIE платите вы.</b>
config-loss-pack = • { $stars } ⭐ → { $credits } { $credits ->
    [one] кредит
    [few] кредита
    [many] кредитов
   *[other] кредита
  }: в KIE они стоят столько, сколько приносят { $cost } ⭐
setting-about-price-multiplier = сколько кредитов списывается за один кредит KIE
setting-about-star-usd = сколько долларов вам приносит одна звезда Telegram; по ней считаются /money, маржа и предупреждения об убытке, а цены нет
setting-about-sales = продаются ли кредиты
setting-about-self-refund = могут ли люди сами вернуть неиспользованную покупку
setting-about-free-credits = бесплатные кредиты каждого человека
setting-about-free-period = как часто обновляются бесплатные кредиты; новое число действует со следующего раза
setting-about-free-budget = сколько кредитов KIE в день могут стоить все бесплатные кредиты вместе
setting-about-free-gate = кто может тратить бесплатные кредиты: <code>none</code> (все), <code>purchase</code> (кто покупал), <code>channel:-100…</code> (подписчики канала)
setting-about-open-per-account = сколько генераций может быть начато у одного человека
setting-about-open-per-chat = сколько генераций может быть начато в группе
setting-about-writer-daily = сколько раз в день человеку подсказывают слова; группе — в десять раз больше
setting-about-writer = подсказки слов от языковой модели; <code>auto</code>: там, где она проверена
setting-about-voice-samples = делать ли образцы голосов за ваши кредиты в KIE
setting-about-ai-label = писать ли под каждым результатом, что его создал ИИ: <code>caption</code> или <code>off</code>
setting-about-group-policy = когда бота добавляют в группу: спросить вас, пускать всех, только из списка в .env или никого
setting-about-own-keys = можно ли приносить свой ключ KIE с /key; начатое с ним доделывается
setting-about-minimum-age = возраст, который люди подтверждают один раз перед первым запросом; при 0 не спрашиваем. Он же стоит в /terms
setting-about-cast = можно ли хранить персонажей с /cast; пока выключено, сохранённые остаются
setting-about-profile-description = что написано в пустом чате над «Начать»; без него текст Kiosk. Переносы строк сохраняются
setting-about-profile-description-ru = то же по-русски
setting-about-profile-short-description = что написано в профиле бота и под ссылками на него; без него текст Kiosk
setting-about-profile-short-description-ru = то же по-русски
setting-about-report-hour = час (0–23), в который операторам приходит отчёт за день: у каждого по часам из /settings, без них по UTC

refusal-bot-paused = ⏸ Бот сделал перерыв и не принимает новые запросы. То, что вы уже начали, будет готово и придёт вам.
refusal-bot-paused-because = ⏸ { $words }
pause-done = ⏸ <b>Пауза.</b> Новых цен, запусков, покупок и бесплатных кредитов нет. Начатое доделывается и отправляется. Закончить: /resume. Кто спросит, прочитает:
pause-stands = ⏸ <b>Пауза: новое не принимается.</b> Закончить: /resume
resume-done = ▶️ Запросы и покупки снова принимаются.
resume-not-paused = Паузы не было.
