# Цена

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-prompt-folded = <blockquote expandable>{ $prompt }</blockquote>
quote-option = { $value }
quote-option-on = { $option }
quote-option-off = { $option }: нет
quote-option-named = { $option }: { $value }
quote-option-mode-description = по описанию
quote-option-mode-lyrics = по частям
quote-option-voice = 🔊 { $value }
quote-option-audio-on = со звуком
quote-option-audio-off = без звука
quote-option-number = { $option } { $value }
quote-option-text = { $option } «{ $value }»
quote-results =
    { $kind ->
        [video] { $count } видео
        [image]
            { $count ->
                [one] { $count } картинка
                [few] { $count } картинки
                [many] { $count } картинок
               *[other] { $count } картинки
            }
       *[music]
            { $count ->
                [one] { $count } трек
                [few] { $count } трека
                [many] { $count } треков
               *[other] { $count } трека
            }
    }
quote-price =
    { $price ->
        [one] <b>{ $price } кредит</b>, { $time }.
        [few] <b>{ $price } кредита</b>, { $time }.
        [many] <b>{ $price } кредитов</b>, { $time }.
       *[other] <b>{ $price } кредита</b>, { $time }.
    }
quote-left-free =
    { $available ->
        [one] У вас { $available } бесплатный кредит, останется { $left }.
        [few] У вас { $available } бесплатных кредита, останется { $left }.
        [many] У вас { $available } бесплатных кредитов, останется { $left }.
       *[other] У вас { $available } бесплатного кредита, останется { $left }.
    }
quote-left-own =
    { $available ->
        [one] У вас { $available } кредит, останется { $left }.
        [few] У вас { $available } кредита, останется { $left }.
        [many] У вас { $available } кредитов, останется { $left }.
       *[other] У вас { $available } кредита, останется { $left }.
    }
quote-left-enough = У вас { $available }, останется { $left }. Спишутся бесплатные.
quote-left-both = У вас { $available }, останется { $left }. Спишется: бесплатных { $allowance }, купленных { $bought }.
quote-too-dear =
    { $missing ->
        [one] <b>Не хватает { $missing } кредита:</b> нужно { $price }, у вас { $available }.
        [few] <b>Не хватает { $missing } кредитов:</b> нужно { $price }, у вас { $available }.
        [many] <b>Не хватает { $missing } кредитов:</b> нужно { $price }, у вас { $available }.
       *[other] <b>Не хватает { $missing } кредита:</b> нужно { $price }, у вас { $available }.
    }
quote-cheaper = Вам хватит на:
quote-cheaper-or-buy = Пополните баланс или выберите то, на что хватит:
line-edited = ✏️ Изменено после вашей правки: { $changes }
quote-renewed = Прежняя цена устарела. Вот новая:
quote-dismissed = Отменено. Ничего не списано. /menu
toast-dismissed = Отменено. Ничего не списано.

# Подсказки новичкам под ценой

hint =
    💡 { $hint ->
        [words] ✍️ перепишет ваш текст под эту модель. Сначала покажу его вам, списаний нет.
        [several] ×2 и больше создают сразу несколько, цену видно заранее.
       *[cast] 🎭 запомнит лицо или товар: потом достаточно назвать имя.
    }
hint-off = Подсказки можно отключить в /settings.
