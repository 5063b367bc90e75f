# Пакеты на месяц

command-subscription = Ваша подписка
subscription-link-title = { $credits ->
    [one] { $credits } кредит в месяц
    [few] { $credits } кредита в месяц
   [many] { $credits } кредитов в месяц
   *[other] { $credits } кредита в месяц
}
subscription-link-description = Каждые 30 дней, пока вы не остановите подписку. Кредиты не сгорают.
subscription-offer =
    ⭐ <b>{ $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
       [many] { $credits } кредитов
       *[other] { $credits } кредита
    } каждый месяц</b>
    { $stars ->
        [one] { $stars } звезда
        [few] { $stars } звезды
       [many] { $stars } звёзд
       *[other] { $stars } звезды
    } каждые 30 дней, пока вы не остановите подписку: /subscription
    Кредиты не сгорают, в том числе после её окончания.
subscription-beside =
    ⭐ До { DATETIME($date, dateStyle: "medium") } у вас уже есть { $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
       [many] { $credits } кредитов
       *[other] { $credits } кредита
    } в месяц. Другая подписка добавится к этой: оплачиваются обе.
subscription-none = У вас нет подписки. Что продаётся: /buy
subscription-title = ⭐ <b>Ваша подписка</b>
subscription-terms =
    { $stars ->
        [one] { $stars } звезда
        [few] { $stars } звезды
       [many] { $stars } звёзд
       *[other] { $stars } звезды
    } → { $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
       [many] { $credits } кредитов
       *[other] { $credits } кредита
    } каждый месяц
subscription-is-active = Продлится { DATETIME($date, dateStyle: "medium") }
subscription-is-due = Скоро продлится.
subscription-is-canceled = Не продлевается. Действует до { DATETIME($date, dateStyle: "medium") }
subscription-is-canceled-in-telegram = Вы отменили её в Telegram; возобновить её можно там же: настройки → «Мои звёзды». Действует до { DATETIME($date, dateStyle: "medium") }
subscription-is-failed = Telegram не смог списать звёзды за следующий месяц. Кредиты остаются у вас.
subscription-private = Подписка видна в личном чате.
subscription-now-active = ⭐ Спасибо! Подписка действует и продлится { DATETIME($date, dateStyle: "medium") }
subscription-now-canceled = Кредиты остаются у вас. Подписка отменена и действует до { DATETIME($date, dateStyle: "medium") }
subscription-now-failed =
    Подписка не продлена: Telegram не смог списать { $stars ->
        [one] { $stars } звезду
        [few] { $stars } звезды
       [many] { $stars } звёзд
       *[other] { $stars } звезды
    }. Кредиты остаются у вас. Пополните звёзды (настройки → «Мои звёзды») и подпишитесь снова:
payment-period = Продлится { DATETIME($date, dateStyle: "medium") }: /subscription
button-pack-monthly = { $credits ->
    [one] { $stars } ⭐ в месяц → { $credits } кредит
    [few] { $stars } ⭐ в месяц → { $credits } кредита
   [many] { $stars } ⭐ в месяц → { $credits } кредитов
   *[other] { $stars } ⭐ в месяц → { $credits } кредита
}
button-subscribe = Подписаться · { $stars } ⭐ в месяц
button-subscribe-again = { $credits ->
    [one] ⭐ { $credits } кредит в месяц
    [few] ⭐ { $credits } кредита в месяц
   [many] ⭐ { $credits } кредитов в месяц
   *[other] ⭐ { $credits } кредита в месяц
}
button-subscription = ⭐ Моя подписка
button-subscription-stop = Не продлевать
button-subscription-stop-one = { $credits ->
    [one] Не продлевать · { $credits } кредит
    [few] Не продлевать · { $credits } кредита
   [many] Не продлевать · { $credits } кредитов
   *[other] Не продлевать · { $credits } кредита
}
button-subscription-resume = Возобновить
button-subscription-resume-one = { $credits ->
    [one] Возобновить · { $credits } кредит
    [few] Возобновить · { $credits } кредита
   [many] Возобновить · { $credits } кредитов
   *[other] Возобновить · { $credits } кредита
}
refusal-already-subscribed = У вас уже есть эта подписка. Звёзды не списаны. Подробнее: /subscription
refusal-subscription-unknown = Эта подписка закончилась. Что продаётся: /buy
refusal-subscription-not-changed = Telegram не даёт боту изменить эту подписку. Измените её в Telegram: настройки → «Мои звёзды».
refusal-subscription-not-reached = Telegram сейчас не отвечает, ничего не изменилось. Повторите через минуту.
