# Жалобы на результаты

refusal-nothing-to-report = Ответьте командой /report на результат, который сделан здесь. Можно добавить пару слов.
refusal-own-result = Это ваш собственный результат. Удалить его можно кнопкой «Ещё» под ним.
refusal-reported-before = Вы уже пожаловались на этот результат. Спасибо!
refusal-too-many-reports =
    { $maximum ->
        [one] В день можно пожаловаться на { $maximum } результат. Продолжите завтра.
        [few] В день можно пожаловаться на { $maximum } результата. Продолжите завтра.
        [many] В день можно пожаловаться на { $maximum } результатов. Продолжите завтра.
       *[other] В день можно пожаловаться на { $maximum } результата. Продолжите завтра.
    }
refusal-report-gone = Этой жалобы здесь больше нет.
refusal-report-decided = Другой оператор успел раньше. Вот как обстоит дело сейчас.
refusal-maker-forgotten = Автор удалил свои данные: блокировать некого.
button-report = 🚩 Пожаловаться
report-question = 🚩 <b>Что не так?</b>
    Жалобу увидит только оператор бота, автор о ней не узнает.
button-report-illegal = Это незаконно
button-report-person = Реальный человек
button-report-violence = Насилие или секс
button-report-other = Спам или другое
button-report-leave = Отмена
toast-reported = Жалоба отправлена. Спасибо!
report-thanks = Спасибо. Оператор посмотрит.
button-report-answer = Сообщите мне решение
report-answer-later = О решении напишу вам в личный чат.
report-state-dismissed = Оператор посмотрел и не нашёл нарушений.
report-state-blocked = Оператор заблокировал автора.
report-state-deleted = Оператор удалил результат.
report-outcome-dismissed = 🚩 Ваша жалоба на результат #{ $id } ({ $model }): оператор посмотрел и не нашёл нарушений.
report-outcome-blocked = 🚩 Ваша жалоба на результат #{ $id } ({ $model }): оператор заблокировал автора. Спасибо!
report-outcome-deleted = 🚩 Ваша жалоба на результат #{ $id } ({ $model }): оператор его удалил. Спасибо!
report-told-maker = 🗑 Оператор удалил ваш результат #{ $id } ({ $model }): он нарушает правила, /terms. Кредиты за него не возвращаются.

# Операторам

command-reports = Жалобы на результаты
log-act-reports = Жалоба
log-value-dismissed = нарушений нет
log-value-deleted = удалено везде

report-notice =
    { $count ->
        [one] 🚩 Ждёт решения { $count } результат с жалобами: /reports
        [few] 🚩 Ждут решения { $count } результата с жалобами: /reports
        [many] 🚩 Ждут решения { $count } результатов с жалобами: /reports
       *[other] 🚩 Ждут решения { $count } результата с жалобами: /reports
    }
button-report-look = Посмотреть
reports-title = 🚩 <b>Жалобы</b>
reports-decided-title = 🚩 <b>Решённые жалобы</b>
reports-none = Здесь пусто.
reports-line =
    <b>{ $number }.</b> #{ $id } · { $model } · { $kinds }
    { $person }
button-report-number = { $number }. #{ $id }
button-reports-open = Ждут решения
button-reports-decided = Решённые
button-reports-list = ‹ Жалобы
report-card-title = 🚩 <b>#{ $id }</b> · { $model }
report-card-maker = Автор: { $person }
report-card-is-blocked = ⛔ Заблокирован
report-card-group = Группа: { $title } (<code>{ $id }</code>)
report-card-private = В личном чате
report-card-somewhere = Чат больше не известен
report-card-times = Сделано { $made } UTC, первая жалоба { $at } UTC
report-card-kinds = Жалобы: { $kinds }
report-kind-illegal = незаконно { $count }
report-kind-person = реальный человек { $count }
report-kind-violence = насилие или секс { $count }
report-kind-other = другое { $count }
report-card-words = «{ $words }»
report-card-hidden = У него скрытые слова.
report-card-gone = Автор удалил результат: показать его нельзя.
report-card-decided = <b>{ $state }</b>: { $person }, { $at } UTC
report-card-dismissed = Нарушений нет
report-card-blocked = Автор заблокирован
report-card-deleted = Удалено везде
report-card-messages = Удалено сообщений: { $removed }. Остались в Telegram: { $kept }.
button-report-delete = 🗑 Удалить везде
button-report-delete-sure = Да, удалить насовсем
button-report-block = ⛔ Заблокировать
button-report-dismiss = ✓ Нарушений нет
report-delete-question = Удалить результат #{ $id } везде? Исчезнут сообщения, копии и примеры, автор прочтёт об этом. Отменить нельзя; кредиты не возвращаются.
report-block-question =
    Почему вы блокируете человека? { $person }
    Он прочтёт то, что вы напишете сейчас.
toast-report-ok = Закрыто: нарушений нет
toast-report-de = Удалено везде
