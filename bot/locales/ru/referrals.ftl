# Приглашения

command-invite = Пригласить друзей и получить кредиты
invite =
    🎁 <b>Пригласите друзей</b>
    Когда новый человек приходит по вашей ссылке и покупает кредиты себе, вы получаете { $percent } % от них — с каждой его покупки.

    <code>{ $url }</code>
invite-brought =
    Пришли по вашей ссылке: { $people }
    Ваши награды: { $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
       [many] { $credits } кредитов
       *[other] { $credits } кредита
    }
invite-shared = Видео, картинки, голос и песни от ИИ в одном чате
invite-off = Награды за приглашения сейчас не начисляются.
button-invite-share = 📤 Поделиться
button-invite-copy = 📋 Скопировать
reward-arrived =
    🎁 <b>{ $credits ->
        [one] +{ $credits } кредит
        [few] +{ $credits } кредита
       [many] +{ $credits } кредитов
       *[other] +{ $credits } кредита
    }</b> за приглашение. Ваши кредиты: /balance
