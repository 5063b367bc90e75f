# Рассылки: что о них читают операторы.

broadcast-usage = <code>/broadcast ваш текст</code> или <code>/broadcast</code> ответом на любое сообщение: вы увидите его так, как увидят люди, и выберете, кому и когда его отправить. Если ничего не выбрать, его получат все, кто когда-либо мне писал и не отключил новости.
broadcasts-title = 📣 <b>Рассылки</b>
broadcasts-none = 📣 Рассылок пока нет.
broadcast-draft = ✏️ <b>Рассылка #{ $number }</b>: пока ничего не отправлено. Сообщение выше.
broadcast-scheduled = 🕘 <b>Рассылка #{ $number }</b>: начнётся в своё время. Если тогда идёт другая, то сразу после неё.
broadcast-sending = 📣 <b>Рассылка #{ $number }</b>: идёт отправка. Сообщу, когда закончится.
broadcast-paused = ⏸ <b>Рассылка #{ $number }</b>: на паузе. Её никто не получает, пока вы не продолжите.
broadcast-ended = ✅ <b>Рассылка #{ $number }</b>: закончена.
broadcast-cancelled = ✖️ <b>Рассылка #{ $number }</b>: отменена. Её больше никто не получит.
broadcast-people =
    { $count ->
        [0] Никто не подходит.
        [one] Её получит <b>{ $count } человек</b>.
        [few] Её получат <b>{ $count } человека</b>.
        [many] Её получат <b>{ $count } человек</b>.
       *[other] Её получат <b>{ $count } человека</b>.
    }
broadcast-unwilling =
    { $count ->
        [one] { $count } человек отключил новости, ему сообщение не придёт. «Важное» — для того, что нужно знать всем: утечка, сбой, новые условия.
        [few] { $count } человека отключили новости, им сообщение не придёт. «Важное» — для того, что нужно знать всем: утечка, сбой, новые условия.
        [many] { $count } человек отключили новости, им сообщение не придёт. «Важное» — для того, что нужно знать всем: утечка, сбой, новые условия.
       *[other] { $count } человека отключили новости, им сообщение не придёт. «Важное» — для того, что нужно знать всем: утечка, сбой, новые условия.
    }
broadcast-to-all-people = Кому: всем
broadcast-to = Кому: { $who }
broadcast-is-language = язык { $value }
broadcast-is-paid =
    { $value ->
        [yes] платили
       *[no] ни разу не платили
    }
broadcast-is-active =
    { $value ->
        [one] заходили за последний { $value } день
        [few] заходили за последние { $value } дня
        [many] заходили за последние { $value } дней
       *[other] заходили за последние { $value } дня
    }
broadcast-is-idle =
    { $value ->
        [one] не заходили { $value } день
        [few] не заходили { $value } дня
        [many] не заходили { $value } дней
       *[other] не заходили { $value } дня
    }
broadcast-is-balance = баланс от { $value }
broadcast-is-model = пользовались { $value }
broadcast-is-group =
    { $value ->
        [any] пользовались мной в группе
       *[other] пользовались мной в группе { $value }
    }
broadcast-is-source = пришли через «{ $value }»
broadcast-contradiction = ⚠️ Никто не может и заходить, и не заходить в эти дни.
broadcast-at-once = Когда: сразу, как отправите
broadcast-at = Когда: { $at } UTC
broadcast-in-mornings = Каждый получит её между { $first }:00 и { $last }:00 по своим часам (у кого часы не указаны — по UTC).
broadcast-is-important = ❗ Важное: и тем, кто отключил новости
broadcast-link = Кнопка: { $label } → { $target }
broadcast-figures = Получили: <b>{ $reached }</b> из { $chosen } · отключили новости: { $skipped } · недоступны: { $missed }
broadcast-waiting =
    { $count ->
        [one] { $count } человек ждёт конца тихих часов или утра.
        [few] { $count } человека ждут конца тихих часов или утра.
        [many] { $count } человек ждут конца тихих часов или утра.
       *[other] { $count } человека ждут конца тихих часов или утра.
    }
broadcast-opted-out = Отключили новости её кнопкой: { $count }
broadcast-code-uses = Её промокодами воспользовались с начала рассылки: { $count }
broadcast-finished = 📣 Рассылка #{ $number } закончена: получили { $reached }, отключили новости { $skipped }, недоступны { $missed } (заблокировали меня или не писали в личный чат).
broadcast-held = ⏸ Рассылка #{ $number } на паузе: сообщение удалено из нашего чата, и я больше не могу его скопировать. У кого оно есть, у того останется. <code>/broadcast { $number }</code> покажет, сколько отправлено; чтобы написать остальным, отмените её и создайте новую.
broadcast-message-gone = Сообщение удалено, и я больше не могу его скопировать. Отмените эту рассылку и создайте новую.
broadcast-cancel-question = Отменить рассылку #{ $number } насовсем? У кого сообщение есть, у того останется.
broadcast-whom = <b>Кто её получит?</b> Те, кто подходит под всё, что вы здесь выберете.
broadcast-field-language = Язык
broadcast-field-paid = Платили
broadcast-field-active = Заходили
broadcast-field-idle = Нет дней
broadcast-field-balance = Баланс
broadcast-field-model = Модель
broadcast-field-group = Группа
broadcast-field-source = Откуда
broadcast-short-any = любой
broadcast-short-paid = да
broadcast-short-not-paid = ни разу
broadcast-short-group = в любой
broadcast-about-language = Язык, на котором я с ними говорю.
broadcast-about-paid = Те, кто платил, и те, кто не платил. Возвращённый платёж не считается.
broadcast-about-active = Кто что-нибудь делал здесь за последние дни: за сколько?
broadcast-about-idle = Кто ничего здесь не делал: сколько дней?
broadcast-about-balance = У кого не меньше кредитов, вместе с бесплатными.
broadcast-about-model = У кого есть результат этой модели.
broadcast-about-group = У кого есть результат, созданный в группе.
broadcast-about-source = Как они пришли сюда впервые.
broadcast-ask-language = Пришлите код языка.
broadcast-ask-paid = Пришлите yes или no.
broadcast-ask-active = Пришлите число дней: 1 — это сегодня.
broadcast-ask-idle = Пришлите число дней.
broadcast-ask-balance = Пришлите число кредитов.
broadcast-ask-model = Пришлите название модели.
broadcast-ask-group = Пришлите id группы, он есть в <code>/groups</code>. Он начинается с -100.
broadcast-ask-source = Пришлите источник так, как его показывает <code>/stats</code>, например <code>ad:winter</code>.
broadcast-when-about = Тихие часы соблюдаются всегда: у кого они сейчас, тот получит её, когда они закончатся. «Утром» — это между { $first }:00 и { $last }:00 по часам каждого.
broadcast-ask-time = Пришлите время по UTC, например <code>{ $example }</code> или просто <code>18:00</code>. Сейчас { $now }.
broadcast-links-about = Под сообщением — до { $most } кнопок, со ссылкой или промокодом.
broadcast-ask-link =
    Пришлите надпись кнопки, затем | и ссылку или ваш промокод:
    <code>Что нового | https://example.com/new</code>
    <code>Получить 50 кредитов | SUMMER</code>
    Надпись короткая: знаков не больше { $most }.
button-broadcast =
    { $count ->
        [one] Отправить { $count } человеку
        [few] Отправить { $count } людям
        [many] Отправить { $count } людям
       *[other] Отправить { $count } людям
    }
button-broadcast-later =
    { $count ->
        [one] Запланировать { $count } человеку
        [few] Запланировать { $count } людям
        [many] Запланировать { $count } людям
       *[other] Запланировать { $count } людям
    }
button-broadcast-whom = 👥 Кому
button-broadcast-when = 🕘 Когда
button-broadcast-links = 🔗 Кнопки
button-broadcast-test = 🧪 Показать мне
button-broadcast-important = ❗ Сделать важным
button-broadcast-news = Сделать обычной новостью
button-broadcast-drop = Отмена
button-broadcast-pause = ⏸ Пауза
button-broadcast-go-on = ▶️ Продолжить
button-broadcast-change = ✏️ Изменить
button-broadcast-message = 👀 Сообщение
button-broadcast-refresh = 🔄 Обновить
button-broadcast-cancel = ✖️ Отменить
button-broadcast-cancel-sure = Да, отменить насовсем
button-broadcasts = Все рассылки
button-broadcast-condition = { $name }: { $value }
button-broadcast-other = Другое…
button-broadcast-any = Неважно
button-broadcast-now = Сразу
button-broadcast-hour = Через час
button-broadcast-tomorrow = Завтра в 10:00 UTC
button-broadcast-time = Другое время…
button-broadcast-mornings = ☀️ Каждому утром
button-broadcast-same-time = Всем в одно время
button-broadcast-add-link = Добавить кнопку
button-broadcast-no-links = Убрать все кнопки
refusal-broadcast-gone = Такой рассылки нет (больше нет). Все рассылки: /broadcast
refusal-broadcast-changed = Рассылку тем временем изменили. Посмотрите на неё ещё раз: /broadcast
refusal-broadcast-not-open = С рассылкой #{ $number } этого уже не сделать. Какая она сейчас: /broadcast { $number }
refusal-broadcast-bad-value = Сюда это не подходит. Пришлите другое значение или нажмите «Назад».
refusal-broadcast-bad-link = Кнопке нужна надпись, затем |, затем ссылка, которая начинается с https://, или промокод. Пришлите ещё раз или нажмите «Назад».
refusal-broadcast-bad-label = Надпись слишком длинная: знаков не больше { $maximum }. Пришлите ещё раз или нажмите «Назад».
refusal-broadcast-code-not-on = Промокода { $code } нет, он отключён или закончился. Ваши промокоды: /codes
refusal-broadcast-too-many-links = Под рассылкой помещается до { $maximum } кнопок.
refusal-broadcast-bad-start = Нужно время по UTC, которое ещё не наступило, не дальше чем через год, например 24.12. 18:00.
