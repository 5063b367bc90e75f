# Цена

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-option = { $option }: { $value }
quote-price =
    { $price ->
        [one] Цена: <b>{ $price } кредит</b> · { $time }
        [few] Цена: <b>{ $price } кредита</b> · { $time }
        [many] Цена: <b>{ $price } кредитов</b> · { $time }
       *[other] Цена: <b>{ $price } кредита</b> · { $time }
    }
quote-left = У вас { $available }, останется { $left }.
quote-too-dear =
    { $price ->
        [one] <b>Не хватает кредитов:</b> нужен { $price } кредит, у вас { $available }. Недостаёт: { $missing }.
        [few] <b>Не хватает кредитов:</b> нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
        [many] <b>Не хватает кредитов:</b> нужно { $price } кредитов, у вас { $available }. Недостаёт: { $missing }.
       *[other] <b>Не хватает кредитов:</b> нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
    }
quote-cheaper = На эти кредитов хватит:
quote-renewed = Прежняя цена устарела. Вот сегодняшняя:
quote-dismissed = Отложено. Ничего не списано. /menu
