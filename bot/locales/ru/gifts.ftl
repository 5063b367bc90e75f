# Подарки: кредиты для другого человека

command-gift = Подарить кредиты
gift-amount =
    { $count ->
        [one] { $count } кредит
        [few] { $count } кредита
        [many] { $count } кредитов
       *[other] { $count } кредита
    }
gift-usage =
    <b>🎁 Подарить кредиты</b>
    <code>/gift 50</code> — ссылка: кто первым её откроет, получит 50 кредитов
    <code>/gift @имя 50</code> — ссылка для одного человека
    В группе ответьте на сообщение человека: <code>/gift 50</code>
gift-available =
    { $count ->
        [0] Дарить пока нечего: бесплатные кредиты подарить нельзя, только купленные и полученные.
        [one] Можно подарить { $count } кредит: купленные и полученные. Бесплатные подарить нельзя.
        [few] Можно подарить { $count } кредита: купленные и полученные. Бесплатные подарить нельзя.
        [many] Можно подарить { $count } кредитов: купленные и полученные. Бесплатные подарить нельзя.
       *[other] Можно подарить { $count } кредита: купленные и полученные. Бесплатные подарить нельзя.
    }
gift-waiting = Ещё не открыты:
gift-card-title = 🎁 <b>Ваш подарок: { $amount }</b>
gift-card-first = Его получит тот, кто первым откроет ссылку:
gift-card-for = Открыть ссылку может только { $name }:
gift-card-ends = Если его не откроют до { DATETIME($date, dateStyle: "medium") }, кредиты вернутся к вам.
gift-card-group =
    🎁 <b>{ $giver } дарит { $amount }</b>
    Подарок получит тот, кто первым его откроет.
gift-card-group-for =
    🎁 <b>{ $giver } дарит { $amount }. Кому: { $receiver }</b>
    Больше никто его не откроет.
gift-card-opened = 🎁 { $amount } — подарок открыт.
gift-card-returned = 🎁 { $amount } — подарок больше не действует.
gift-share =
    { $count ->
        [one] 🎁 { $count } кредит для вас в @{ $bot }
        [few] 🎁 { $count } кредита для вас в @{ $bot }
        [many] 🎁 { $count } кредитов для вас в @{ $bot }
       *[other] 🎁 { $count } кредита для вас в @{ $bot }
    }
gift-opened = 🎁 <b>Вам подарок: { $amount }.</b>
gift-opened-from = 🎁 <b>Вам подарок: { $amount }. От кого: { $name }.</b>
gift-opened-before = Вы уже открыли этот подарок: { $amount }, { DATETIME($date, dateStyle: "medium") }
gift-own = Это ваш собственный подарок, его ещё не открыли. Поделитесь ссылкой или заберите кредиты обратно.
gift-claimed = Этот подарок уже открыли { DATETIME($date, dateStyle: "medium") }
gift-claimed-own = Ваш подарок открыли { DATETIME($date, dateStyle: "medium") }: { $amount }.
gift-claimed-own-by = Ваш подарок открыли { DATETIME($date, dateStyle: "medium") }: { $amount }. Кто: { $name }.
gift-returned = Этот подарок вернулся к тому, кто его подарил, { DATETIME($date, dateStyle: "medium") }
gift-returned-own = Этот подарок вернулся к вам { DATETIME($date, dateStyle: "medium") }: { $amount }.
gift-was-opened = 🎁 Ваш подарок открыли: { $amount }.
gift-was-opened-by = 🎁 Ваш подарок открыли: { $amount }. Кто: { $name }.
gift-was-returned = 🎁 Ваш подарок не открыли, и он вернулся к вам: { $amount }.
gift-open-in-private = 🎁 Подарки открываются в личном чате с ботом:
gift-yourself = Подарить кредиты самому себе нельзя.
gift-bot = Ботам кредиты не дарят. Ответьте на сообщение человека.
toast-gift-back =
    { $count ->
        [one] К вам вернулся { $count } кредит.
        [few] К вам вернулись { $count } кредита.
        [many] К вам вернулось { $count } кредитов.
       *[other] К вам вернулось { $count } кредита.
    }
toast-gift-opened =
    { $count ->
        [one] Этот подарок ({ $count } кредит) уже открыли.
        [few] Этот подарок ({ $count } кредита) уже открыли.
        [many] Этот подарок ({ $count } кредитов) уже открыли.
       *[other] Этот подарок ({ $count } кредита) уже открыли.
    }
button-gift-open = 🎁 Открыть
button-gift-share = ↗️ Поделиться
button-gift-take-back = Забрать обратно
button-gift-take-back-of =
    { $count ->
        [one] Забрать { $count } кредит
        [few] Забрать { $count } кредита
        [many] Забрать { $count } кредитов
       *[other] Забрать { $count } кредита
    }
refusal-not-enough-to-give =
    { $available ->
        [0] Дарить пока нечего: бесплатные кредиты подарить нельзя, только купленные и полученные.
        [one] Подарить можно только { $available } кредит: бесплатные дарить нельзя, только купленные и полученные.
        [few] Подарить можно только { $available } кредита: бесплатные дарить нельзя, только купленные и полученные.
        [many] Подарить можно только { $available } кредитов: бесплатные дарить нельзя, только купленные и полученные.
       *[other] Подарить можно только { $available } кредита: бесплатные дарить нельзя, только купленные и полученные.
    }
refusal-not-enough-to-give-aloud = Столько подарить не получится: бесплатные кредиты дарить нельзя, только купленные и полученные.
refusal-gift-amount-wrong = Кредитов в подарке — от 1 до { $most }. Например: /gift 50
refusal-too-many-gifts =
    { $maximum ->
        [one] У вас { $maximum } неоткрытый подарок, больше нельзя. Заберите его: /gift
        [few] У вас { $maximum } неоткрытых подарка, больше нельзя. Заберите лишние: /gift
        [many] У вас { $maximum } неоткрытых подарков, больше нельзя. Заберите лишние: /gift
       *[other] У вас { $maximum } неоткрытого подарка, больше нельзя. Заберите лишние: /gift
    }
refusal-gift-unknown = Такого подарка нет. Проверьте, что ссылка целая.
refusal-gift-for-another = Этот подарок для другого человека.
refusal-gift-frozen = Сейчас этот подарок открыть нельзя.
