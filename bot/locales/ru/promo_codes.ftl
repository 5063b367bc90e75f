# Промокоды

command-redeem = Ввести промокод
command-codes = Промокоды
redeem-ask = Пришлите промокод.
redeem-cancelled = Отменено. Ввести код: /redeem
redeem-credits =
    🎉 <b>{ $count ->
        [one] Вам начислен { $count } кредит.
        [few] Вам начислено { $count } кредита.
        [many] Вам начислено { $count } кредитов.
       *[other] Вам начислено { $count } кредита.
    }</b>
redeem-percent = 🎉 <b>При следующей покупке кредитов будет на { $percent } % больше.</b> Кроме подписок и покупок для группы. Пакеты: /buy
redeem-in-private = Промокоды вводят в личном чате с ботом: отправьте там /redeem.
refusal-promo-code-invalid = Этот код не подходит: возможно, в нём опечатка, он уже использован или закончился. Проверьте и попробуйте ещё раз: /redeem
refusal-promo-code-used = Вы уже использовали этот код.
refusal-promo-code-for-new-people = Этот код только для новых людей.
refusal-promo-code-for-first-purchase = Этот код только для первой покупки.
refusal-promo-code-taken = Код «{ $code }» уже есть: /codes
refusal-too-many-guesses =
    { $minutes ->
        [one] Слишком много неверных кодов. Попробуйте через { $minutes } минуту.
        [few] Слишком много неверных кодов. Попробуйте через { $minutes } минуты.
        [many] Слишком много неверных кодов. Попробуйте через { $minutes } минут.
       *[other] Слишком много неверных кодов. Попробуйте через { $minutes } минуты.
    }
codes-title = <b>Промокоды: { $count }</b>
codes-none = Промокодов пока нет.
codes-usage =
    <code>/codes SUMMER 100 credits max 50 until 2026-12-31</code>
    <code>/codes SPRING 20 percent first</code> — больше кредитов при следующей покупке
    <code>/codes series 100 50 credits campaign X</code> — 100 одноразовых кодов файлом
    Условия: <code>max N</code> — сколько раз, <code>until ДАТА</code> — до какого дня, <code>new</code> — только новым людям, <code>first</code> — только на первую покупку, <code>campaign ИМЯ</code> — кампания.
codes-percent-bounds = Проценты: от 1 до { $most }.
codes-credits-bounds = Кредиты: от 1 до { $most }.
codes-no-day = Последний день пишут так: 2026-12-31.
codes-day-over = Этот день уже прошёл.
codes-line = <b>{ $code }</b>: { $gives }
codes-series-line =
    { $size ->
        [one] <b>{ $size } одноразовый код</b>: { $gives }
        [few] <b>{ $size } одноразовых кода</b>: каждый даёт { $gives }
        [many] <b>{ $size } одноразовых кодов</b>: каждый даёт { $gives }
       *[other] <b>{ $size } одноразового кода</b>: каждый даёт { $gives }
    }
codes-series-short =
    { $size ->
        [one] { $size } код
        [few] { $size } кода
        [many] { $size } кодов
       *[other] { $size } кода
    }
codes-gives-credits =
    { $count ->
        [one] { $count } кредит
        [few] { $count } кредита
        [many] { $count } кредитов
       *[other] { $count } кредита
    }
codes-gives-percent = на { $percent } % больше кредитов при покупке
codes-uses = Использований: { $uses }
codes-uses-of = Использований: { $uses } из { $most }
codes-no-limit = ⚠️ Без ограничения: новыми аккаунтами код можно использовать снова и снова. Ограничить: <code>max N</code>.
codes-new-people = Только новым людям
codes-first-purchase = Только на первую покупку
codes-until = До { DATETIME($date, dateStyle: "medium") } (UTC)
codes-campaign = Кампания: { $campaign }
codes-off = ⏹ Выключен
codes-over = ⏹ Закончился
button-code-off = Выключить
