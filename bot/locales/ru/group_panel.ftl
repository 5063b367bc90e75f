# Значения, вопросы и журнал панели

group-banned-count =
    { $count ->
        [one] В текстах запрещено { $count } слово.
        [few] В текстах запрещены { $count } слова.
        [many] В текстах запрещено { $count } слов.
       *[other] В текстах запрещено { $count } слова.
    }
group-falls-back = При сбое модели работает ближайшая.
group-covered = Результаты скрыты под спойлером.
group-one-topic = Все результаты приходят в одну тему.
group-ask-quiet = С какого часа до какого? Например, 22-7
group-no-number = Пришлите целое число от 0 до 1000000, например 50.
group-no-quiet = Нужны два разных часа, например 22-7.
group-no-words = Слов не видно. Перечислите их через запятую.
group-page-clock = <b>Сколько сейчас времени в вашей группе?</b>
    По этим часам считаются дни и тихие часы.
group-change-topup =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: пополнение на { $count } кредит
        [few] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: пополнение на { $count } кредита
        [many] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: пополнение на { $count } кредитов
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: пополнение на { $count } кредита
    }
group-change-purchase =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: куплен { $count } кредит
        [few] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: куплено { $count } кредита
        [many] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: куплено { $count } кредитов
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: куплено { $count } кредита
    }
group-change-refund = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: возврат покупки, кредиты: { $count }
group-change-approval =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: разрешён { $count } кредит
        [few] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: разрешено { $count } кредита
        [many] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: разрешено { $count } кредитов
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b>: разрешено { $count } кредита
    }
group-change-grant = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · оператор, кредиты: { $count }
group-value-payer-group = баланс группы
group-value-payer-asker = каждый сам
group-value-cap-day = { $cap } в день
group-value-cap-week = { $cap } в неделю
group-value-cap-month = { $cap } в месяц
group-value-no-limit = без лимита
group-value-none = нет
group-value-on = да
group-value-off = нет
group-value-topic = тема { $id }
group-value-asked = где спросили
group-value-asker = язык автора запроса
group-admission-asked = ожидает
group-admission-admitted = одобрена
group-admission-refused = отказано
group-admission-blocked = заблокирована
button-group-no-limit = Без лимита
button-group-no-approval = Не спрашивать
button-group-number = ✏️ Другое число
button-group-hours = ✏️ Другие часы
button-group-clock = 🕰 У нас { $time }

# Когда согласие опоздало

approval-not-now =
    { $name }, админы разрешили, но пока не получается:
    { $why }
approval-not-any-more =
    { $name }, ничего не создано и не списано:
    { $why }
approval-outdated = цена устарела.
approval-asker-gone = { $name } больше не в группе. Ничего не создано и не списано.
approval-withdrawn = Запрос отозван: { $name }. Ничего не списано.
button-ask-again = Узнать новую цену

# Таблица расходов картинкой

button-group-picture = 🖼 Картинкой
toast-nothing-spent = Пока ничего не потрачено.
chart-dates = { DATETIME($since, dateStyle: "long") } — { DATETIME($until, dateStyle: "long") }
chart-credits =
    { $count ->
        [one] { $count } кредит
        [few] { $count } кредита
        [many] { $count } кредитов
       *[other] { $count } кредита
    }
chart-requests =
    { $count ->
        [one] { $count } запрос
        [few] { $count } запроса
        [many] { $count } запросов
       *[other] { $count } запроса
    }

# Что можно потратить в группе

group-left-day = Сегодня вы можете потратить ещё { $left } из { $cap }.
group-left-week = На этой неделе вы можете потратить ещё { $left } из { $cap }.
group-left-month = В этом месяце вы можете потратить ещё { $left } из { $cap }.
group-own = Ваши кредиты: { $count }
