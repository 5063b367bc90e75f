# Пакеты кредитов за Telegram Stars

button-buy = ⭐ Пополнить
button-pack =
    { $credits ->
        [one] { $stars } ⭐ → { $credits } кредит
        [few] { $stars } ⭐ → { $credits } кредита
        [many] { $stars } ⭐ → { $credits } кредитов
       *[other] { $stars } ⭐ → { $credits } кредита
    }
button-pack-more =
    { $credits ->
        [one] { $stars } ⭐ → { $credits } кредит · +{ $more } %
        [few] { $stars } ⭐ → { $credits } кредита · +{ $more } %
        [many] { $stars } ⭐ → { $credits } кредитов · +{ $more } %
       *[other] { $stars } ⭐ → { $credits } кредита · +{ $more } %
    }
button-pack-missing =
    { $credits ->
        [one] ⭐ Купить { $credits } кредит · { $stars } ⭐
        [few] ⭐ Купить { $credits } кредита · { $stars } ⭐
        [many] ⭐ Купить { $credits } кредитов · { $stars } ⭐
       *[other] ⭐ Купить { $credits } кредита · { $stars } ⭐
    }
button-pack-bonus = { $stars } ⭐ → { $credits } + { $bonus }
button-buy-gift = 🎁 Купить в подарок
button-pay = Заплатить { $stars } ⭐
toast-invoice-gone = Отменено. С вас ничего не списано.
buy-title = ⭐ <b>Пополнить баланс</b>
buy-group-title = ⭐ <b>Кредиты для группы</b>
buy-group-hint = Они пойдут на баланс группы, с которого здесь всё оплачивается. Заплатить может любой участник.
buy-group-hint-asker = Они пойдут на баланс группы. Сейчас каждый платит здесь за себя; админы могут это изменить: /group
button-group-buy = ⭐ Пополнить баланс группы
buy-group-post = Кредиты для «{ $group }» покупают в самой группе: там заплатить может любой участник. Показать пакеты там?
buy-group-posted = ✅ Пакеты показаны в «{ $group }». Заплатить может любой участник.
button-buy-post = ⭐ Показать в группе
toast-buy-in-group = Отправьте /buy в группе: заплатить может любой участник.
buy-bonus = 🎉 С вашим промокодом — на { $percent } % больше (кроме подписок).
buy-gift-title = 🎁 <b>Кредиты в подарок</b>
buy-gift-hint = После оплаты вы получите ссылку. Кредиты достанутся тому, кто первым её откроет; если её не откроют за 30 дней, они вернутся на ваш баланс.
invoice-description-gift = Подарок: кредиты в { $bot }. Вы получите ссылку, которую можно передать.
payment-gift =
    { $credits ->
        [one] ✅ <b>Подарок оплачен: { $credits } кредит.</b> Ссылка — в следующем сообщении.
        [few] ✅ <b>Подарок оплачен: { $credits } кредита.</b> Ссылка — в следующем сообщении.
        [many] ✅ <b>Подарок оплачен: { $credits } кредитов.</b> Ссылка — в следующем сообщении.
       *[other] ✅ <b>Подарок оплачен: { $credits } кредита.</b> Ссылка — в следующем сообщении.
    }
buy-terms = Купленные кредиты не сгорают. За неиспользованные можно вернуть звёзды. /terms · /paysupport
buy-stars-hint = Окно оплаты не открывается? Сначала купите звёзды: Настройки Telegram → Мои звёзды или @PremiumBot. Потом вернитесь сюда.
buy-not-sold = Сейчас кредиты здесь не продаются.
invoice-title =
    { $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
        [many] { $credits } кредитов
       *[other] { $credits } кредита
    }
invoice-title-group =
    { $credits ->
        [one] { $credits } кредит для группы
        [few] { $credits } кредита для группы
        [many] { $credits } кредитов для группы
       *[other] { $credits } кредита для группы
    }
invoice-description = Для { $bot }. Не сгорают.
invoice-description-group = На баланс группы «{ $group }» в { $bot }. Не сгорают.
refusal-too-many-packs = Уже продаются { $maximum } пакетов. Сначала снимите один с продажи: /packs

# Для оператора

packs-title = <b>В продаже</b>
packs-none = <b>Ничего не продаётся.</b> Купить кредиты нельзя.
packs-usage =
    Добавить: <code>/packs 100 150</code> — 100 звёзд за 150 кредитов
    Каждый месяц: <code>/packs 500 900 month</code>
packs-not-numbers = Нужны два целых числа больше 0: сначала звёзды, потом кредиты.
packs-not-understood = Непонятно, что значит «{ $word }».
packs-bounds = Звёзд: от 1 до { $stars }. Кредитов: от 1 до { $credits }.
packs-terms =
    { $credits ->
        [one] <b>{ $stars } ⭐ → { $credits } кредит</b>
        [few] <b>{ $stars } ⭐ → { $credits } кредита</b>
        [many] <b>{ $stars } ⭐ → { $credits } кредитов</b>
       *[other] <b>{ $stars } ⭐ → { $credits } кредита</b>
    }
packs-terms-monthly =
    { $credits ->
        [one] <b>{ $stars } ⭐ → { $credits } кредит в месяц</b>
        [few] <b>{ $stars } ⭐ → { $credits } кредита в месяц</b>
        [many] <b>{ $stars } ⭐ → { $credits } кредитов в месяц</b>
       *[other] <b>{ $stars } ⭐ → { $credits } кредита в месяц</b>
    }
packs-rate = { $rate } ⭐ за кредит
packs-margin = Себестоимость { $cost } ⭐ · маржа { $margin } %
packs-margin-loss = ⚠️ Убыток: себестоимость { $cost } ⭐
packs-margin-free = ⚠️ PRICE_MULTIPLIER равен 0: всё бесплатно.
packs-loss = <b>Этот пакет убыточен.</b> KIE возьмёт за его кредиты больше, чем стоят его звёзды.
button-pack-add-loss = Всё равно продавать
button-pack-no-loss = Отмена
packs-known = Этот пакет уже продаётся.
button-pack-end = ✕ { $stars } ⭐
button-pack-end-monthly = ✕ { $stars } ⭐ в месяц
button-pack-back = ↩️ Вернуть { $stars } ⭐ в продажу
toast-pack-ended = Снято с продажи. Счета последних 24 часов ещё можно оплатить.
toast-pack-not-on-sale = Это уже не продаётся.
