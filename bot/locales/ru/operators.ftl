# Операторам

grant-usage =
    <code>/grant 123456789 100 причина</code> начисляет кредиты, отрицательное число снимает. Подходит и @имя, и <code>/grant 100</code> в ответ на сообщение человека. Отрицательный id — баланс группы. Причина остаётся в журнале.
grant-done =
    { $amount ->
        [one] Начислен { $amount } кредит человеку { $owner }. Теперь на счету { $available }.
        [few] Начислено { $amount } кредита человеку { $owner }. Теперь на счету { $available }.
        [many] Начислено { $amount } кредитов человеку { $owner }. Теперь на счету { $available }.
       *[other] Начислено { $amount } кредита человеку { $owner }. Теперь на счету { $available }.
    }
grant-taken =
    { $amount ->
        [one] Снят { $amount } кредит у человека { $owner }. Теперь на счету { $available }.
        [few] Снято { $amount } кредита у человека { $owner }. Теперь на счету { $available }.
        [many] Снято { $amount } кредитов у человека { $owner }. Теперь на счету { $available }.
       *[other] Снято { $amount } кредита у человека { $owner }. Теперь на счету { $available }.
    }
grant-received =
    { $amount ->
        [one] 🎁 Вам начислен { $amount } кредит. { $money }
        [few] 🎁 Вам начислено { $amount } кредита. { $money }
        [many] 🎁 Вам начислено { $amount } кредитов. { $money }
       *[other] 🎁 Вам начислено { $amount } кредита. { $money }
    }
block-usage = <code>/{ $command } 123456789 причина</code>, <code>/{ $command } @имя</code> или <code>/{ $command } причина</code> в ответ на сообщение человека. При блокировке человек прочтёт причину.
block-told = Оператор заблокировал ваши новые запросы. Начатое продолжается, ваши результаты остаются. /paysupport
block-told-reason = Причина: { $reason }
unblock-told = Вы снова можете создавать.
grant-question =
    { $amount ->
        [one] Начислить { $amount } кредит? Кому: { $owner }
        [few] Начислить { $amount } кредита? Кому: { $owner }
        [many] Начислить { $amount } кредитов? Кому: { $owner }
       *[other] Начислить { $amount } кредита? Кому: { $owner }
    }
grant-question-take =
    { $amount ->
        [one] Снять { $amount } кредит? У кого: { $owner }
        [few] Снять { $amount } кредита? У кого: { $owner }
        [many] Снять { $amount } кредитов? У кого: { $owner }
       *[other] Снять { $amount } кредита? У кого: { $owner }
    }
button-grant-sure = Да
button-grant-drop = Нет
grant-dropped = Ничего не изменилось.
grant-question-over = На этот вопрос уже ответили, или он устарел. Это нажатие ничего не изменило; при необходимости отправьте /grant ещё раз.
refusal-has-role = У этого человека здесь роль. Сначала владелец должен снять её в /staff.
block-done = Заблокирован человек: { $person }.
block-subscriptions =
    { $count ->
        [one] { $count } подписка не будет продлена.
        [few] { $count } подписки не будут продлены.
        [many] { $count } подписок не будут продлены.
       *[other] { $count } подписки не будут продлены.
    }
unblock-done = Разблокирован человек: { $person }.
stats-title = <b>Статистика</b>
stats-people = Пользователей: { $count }
stats-active = Активных: { $today } сегодня · { $week } за 7 дней · { $month } за 30 дней
stats-arrivals = Новых по общим результатам: { $count }
stats-credits = Кредиты: потрачено { $captured } · в резерве { $held } · доступно { $available }
stats-owed = Доступно: куплено { $paid } · подарено { $given } · бесплатных { $free }
stats-free = Бесплатных кредитов потрачено сегодня: { $spent }
stats-free-budget = Бесплатных кредитов потрачено сегодня: { $spent } из { $budget }
stats-states = <b>Запросы по состояниям</b>
stats-state-waiting = ждут предыдущего шага
stats-state-held = в очереди
stats-state-submitting = отправляются
stats-state-in_doubt = неясно, отправлены ли
stats-state-running = создаются
stats-state-ready = готовы, на пути в чат
stats-state-delivered = доставлены
stats-state-stored = хранятся в истории
stats-state-failed = не удались
stats-state-cancelled = отменены
stats-models = <b>Доставлено по моделям</b>
stats-sources = <b>Откуда пришли люди</b>
stats-source-direct = без ссылки
stats-source-group = группы
stats-source-model = ссылки на модели
stats-source-example = ссылки на примеры
stats-source-recipe = ссылки на рецепты
stats-source-shared = общие результаты
stats-source-gift = подарки
stats-source-promo = промокоды
stats-source-look = пресеты
stats-source-invite = приглашения
stats-source-ad = кампания { $name }
stats-line = { $name }: { $count }
switch-usage =
    <code>/model SLUG</code> — цена, продажи и что можно изменить
    <code>/model SLUG off</code> или <code>/model SLUG on</code>
    Сейчас выключены: { $off }
switch-off = <code>{ $slug }</code> выключена: новых запросов не будет, запросы в очереди отменены с возвратом кредитов, начатые продолжаются.
switch-on = <code>{ $slug }</code> снова включена.
priced-title = <b>{ $model }</b> · <code>{ $slug }</code>
priced-saved = ✅ Сохранено. Действует для новых цен; уже показанные не меняются.
priced-state =
    { $state ->
        [off] ⛔ Выключена
        [hidden] 🙈 Скрыта: её никто не найдёт, начатое продолжается
       *[on] ✅ Продаётся
    }
priced-kie =
    { $per ->
        [thousand_characters] В KIE, кредитов: { $credits } за 1000 знаков
        [minute] В KIE, кредитов: { $credits } за минуту
        [reference_second] В KIE, кредитов: { $credits } за секунду присланного
       *[generation] В KIE, кредитов: { $credits }
    }
priced-here =
    { $per ->
        [thousand_characters] Здесь, кредитов: { $credits } за 1000 знаков
        [minute] Здесь, кредитов: { $credits } за минуту
        [reference_second] Здесь, кредитов: { $credits } за секунду присланного
       *[generation] Здесь, кредитов: { $credits }
    }
priced-margin =
    { $loss ->
        [yes] ⚠️ Маржа: { $margin }. Продаётся в убыток.
       *[no] Маржа: { $margin }
    }
priced-free = Маржи нет: бесплатно
priced-no-price = Здесь её нет.
priced-multiplier-usual = Множитель: ×{ $multiplier }, как у всех
priced-multiplier = Множитель: ×{ $multiplier } (у других ×{ $usual })
priced-surcharge =
    { $count ->
        [one] Наценка: { $count } кредит за каждую генерацию
        [few] Наценка: { $count } кредита за каждую генерацию
        [many] Наценка: { $count } кредитов за каждую генерацию
       *[other] Наценка: { $count } кредита за каждую генерацию
    }
priced-sales = { $days } дн.: продано { $sold }, кредитов { $credits }, с ошибкой { $failed }
priced-usage =
    <code>/model { $slug } ×1.2</code> — множитель
    <code>/model { $slug } +3</code> — наценка в кредитах
    <code>/model { $slug } default</code> — цена как у всех
priced-loss =
    ⚠️ <b>{ $model }</b> будет продаваться в убыток: кредитов здесь { $here }, в KIE { $kie }.

    Всё равно поставить такую цену?
button-model-terms-loss = Продавать в убыток
button-model-terms-leave = Оставить как есть
button-model-terms-on = Включить
button-model-terms-off = Выключить
button-model-terms-hide = 🙈 Скрыть
button-model-terms-show = 👀 Показать
button-model-terms-usual = Цена как у всех
refusal-model-terms-changed = Условия этой модели тем временем изменились. Посмотрите: /model и её название.
refusal-model-terms-out-of-bounds = Множитель — от 0,01 до 1000, до четырёх знаков после запятой; наценка — от 0 до 10 000 кредитов.
job-usage = <code>/job НОМЕР</code>
job-facts =
    <b>#{ $id }</b> · <b>{ $now }</b>
    <code>{ $model }</code> · { $dialect } · путь { $route }
    Человек: { $person }
    Цена: { $price } · списано: { $captured }
    Задача: <code>{ $task }</code>
    Попыток: { $attempts } · отправок: { $deliveries }
    Крайний срок: { $deadline } UTC
    Файлов: { $references } · параметры: { $options }
job-cost = Кредиты KIE: ожидалось { $expected } · списано { $taken }
job-state = { $state }
job-state-stage = { $state } ({ $stage })
job-step = { $time } · { $state } { $detail }
job-instead-of = Вместо #{ $failed } ({ $model } · { $price })
job-failure = Отказ: { $kind } — { $detail }
job-asset = Результат { $id } · { $sent } · { $url }
alert-out-of-credits = ⚠️ <b>Баланс KIE пуст.</b> Запросы ждут, резервы сохранены, кредиты не продаются. Пополните баланс, и всё продолжится само. { $detail }
alert-credits-back = ✅ KIE снова принимает запросы.
alert-credits-low = ⚠️ <b>Баланс KIE заканчивается.</b> Осталось кредитов: { $detail }. Пополните его, иначе платным запросам придётся ждать.
alert-credits-fine = ✅ Баланс KIE пополнен. Осталось кредитов: { $detail }.
alert-access-refused = ⚠️ <b>KIE не принимает наш ключ.</b> Запросы ждут, пока это не исправят. { $detail }
alert-access-back = ✅ KIE снова принимает наш ключ.
alert-key-empty = ⚠️ <b>На одном ключе KIE кончились кредиты.</b> Его запросы взяли на себя другие ключи. { $detail }
alert-key-refused = ⚠️ <b>KIE не принимает один из наших ключей.</b> Его запросы взяли на себя другие ключи. { $detail }
alert-key-back = ✅ KIE снова обслуживает этот ключ: { $detail }
alert-in-doubt = ⚠️ #{ $id } под вопросом: возможно, KIE его принял. Второй раз не отправим; к крайнему сроку кредиты вернутся. /job { $id } { $detail }
alert-doubt-rescued = ✅ #{ $id } больше не под вопросом: KIE ответил, запрос продолжается.
alert-doubt-released = ✅ #{ $id } больше не под вопросом: ответа до крайнего срока не было, кредиты вернулись.
alert-updates-conflict = ⚠️ <b>Сообщения этого бота забирает другой процесс.</b> Он работает с тем же BOT_TOKEN через getUpdates или вебхук: остановите его, иначе люди не получат ответов. { $detail }
alert-updates-silent = ⚠️ <b>Telegram не отдаёт мне сообщения.</b> Люди не получают ответов. { $detail }
alert-updates-back = ✅ Сообщения снова приходят.
alert-held-back = 🔕 Такие сообщения отключены на полчаса: { $detail }. В журнале есть все.
alert-model-troubled = ⚠️ #{ $id }: <b>модель KIE постоянно даёт сбои.</b> В меню она помечена, пробуем снова каждые несколько минут. { $detail }
alert-model-not-allowed = ⚠️ #{ $id }: <b>у нашего ключа KIE нет доступа к одной модели.</b> Остальные работают. Запросы к ней отклоняются, пробуем снова каждые 15 минут: разрешите её ключу на kie.ai/api-key или выключите. { $detail }
alert-results-missing = ⚠️ #{ $id }: <b>модель снова вернула меньше результатов, чем заказано.</b> За недостающие ничего не списано. { $detail }
alert-unknown-state = ⚠️ #{ $id }: у KIE есть результаты, но состояние названо словом, которого я не знаю. Это успех? Пока люди ждут, а в срок получат кредиты обратно. { $detail }
button-accept-state = Это успех: взять результаты
state-accepted = Принято: «{ $word }» теперь значит успех у этой модели.
alert-model-back = ✅ Снова работает: { $detail } (#{ $id }).
alert-loop-fell = ⚠️ Часть бота остановилась из-за ошибки и запущена снова: { $detail }. Причина — в журнале.
alert-storage-trouble = ⚠️ <b>База данных недоступна.</b> На запросы отвечаем «попробуйте позже», начатое ждёт; пока бот работает, ничего не потеряно: не останавливайте его. Проверьте диск и кто ещё держит файл. { $detail }
alert-storage-back = ✅ База данных снова доступна: всё продолжается.
alert-cost-differs =
    ⚠️ <b>{ $model }: KIE берёт { $taken } { $per ->
        [second] за секунду
        [reference_second] за секунду присланного
        [result] за результат
        [minute] за минуту
        [thousand_characters] за 1000 знаков
       *[generation] за запрос
    }, а в каталоге { $expected }.</b> Так было три раза подряд, последний — #{ $id }. Люди по-прежнему платят объявленную цену: если она неверна, исправьте её в bot/catalog/models/{ $slug }.toml и перезапустите бота или снимите модель: <code>/model { $slug } off</code>.
alert-cost-agrees = ✅ { $model } снова стоит у KIE столько, сколько в каталоге: { $taken } { $per ->
        [second] за секунду
        [reference_second] за секунду присланного
        [result] за результат
        [minute] за минуту
        [thousand_characters] за 1000 знаков
       *[generation] за запрос
    } (#{ $id }).
alert-internal = ⚠️ #{ $id }: ошибка на нашей стороне. /job { $id } { $detail }
