# Помощники оператора и журнал

refusal-owner-stays = Владельцы указаны в ADMIN_IDS и меняются только там.
refusal-too-many-staff = Людей с ролью может быть не больше { $maximum }. Сначала уберите кого-нибудь в /staff.
refusal-staff-stays = У вас здесь роль, и ваши действия записаны в журнале операторов. Попросите владельца убрать вас в /staff (владельцу: уберите свой id из ADMIN_IDS), затем отправьте /forget ещё раз.
refusal-username-unknown = Человека с именем @{ $username } я не знаю. Имена меняются: надёжнее id или ответ на сообщение.
refusal-sender-hidden = { $name } скрывает свой аккаунт при пересылке, поэтому я не вижу, кто это. Укажите id или @имя.
refusal-no-person-there = Это сообщение написал не человек. Ответьте на сообщение человека или укажите его id или @имя.
refusal-person-meant-twice = Вы отвечаете одному человеку, а называете другого. Оставьте что-то одно.

person-named = { $name }, <code>{ $id }</code>
person-nameless = без имени
person-forgotten = человек, данные которого удалены

operator-write-first = Ответ только для вас: сначала напишите мне в личный чат, затем спросите ещё раз.

command-staff = Кто вам помогает и с какой ролью
staff-title = 👥 <b>Помощники</b>
staff-owners = <b>Владельцы</b> (ADMIN_IDS)
staff-members = <b>С ролью</b>
staff-line = { $person } · { $role } · с { $since }
staff-usage =
    <code>/staff 123456789 money</code> даёт роль, <code>/staff 123456789 off</code> снимает. Подходит и @имя, и <code>/staff money</code> в ответ на сообщение человека.
    Роли: viewer (просмотр), support (поддержка), money (деньги). Каждая может всё, что могут предыдущие.
staff-role-owner = владелец
staff-role-money = деньги
staff-role-support = поддержка
staff-role-viewer = просмотр
staff-role-none = нет роли
staff-now = Роль: <b>{ $role }</b>
staff-since = С { $since } UTC, назначение: { $by }
staff-owner-stays = Владельцы указаны в ADMIN_IDS и меняются только там.
staff-roles =
    <b>просмотр</b>: цифры и группы
    <b>поддержка</b>: также люди и их запросы
    <b>деньги</b>: также кредиты, продажи, возвраты и модели
button-staff-member = { $name } · { $role }
button-staff-off = Убрать
staff-told = 👥 Ваша роль здесь теперь — <b>{ $role }</b>. Вам доступны: { $commands }
staff-told-off = 👥 У вас больше нет роли здесь. Ваши кредиты и результаты остаются как есть.

command-log = Что изменили операторы
log-title = 📜 <b>Журнал операторов</b>
log-of-person = Что сделал этот человек или что сделали с ним: { $person }
log-of-act = Только: { $act }
log-empty = Здесь пусто.
log-usage = <code>/log 123456789</code>, <code>/log @имя</code> или <code>/log</code> в ответ на сообщение: об одном человеке. <code>/log grant</code>: одно действие.
log-line = { $at } UTC · { $by }
log-what = <b>{ $act }</b>: { $about }
log-what-alone = <b>{ $act }</b>
log-change = { $before } → { $after }
log-new = { $after }
log-reason = «{ $reason }»
button-log-newest = ‹ Новые
button-log-older = Раньше ›
log-act-stats = Статистика
log-act-job = Запрос
log-act-block = Блокировка
log-act-grant = Кредиты
log-act-packs = Пакеты
log-act-stars = Звёзды
log-act-refund = Возврат
log-act-credit = Нераспознанный платёж
log-act-codes = Промокоды
log-act-model = Модель
log-act-groups = Группы
log-act-admit = Допуск группы
log-act-broadcast = Рассылка
log-act-examples = Примеры
log-act-looks = Пресеты
log-act-states = Слова KIE
log-act-staff = Роль
log-act-config = Настройка
log-act-pause = Пауза
log-act-log = Журнал
log-value-on = включено
log-value-off = выключено
log-value-open = не заблокирован
log-value-published = опубликован
log-value-on-sale = в продаже
log-value-all = всем
log-value-news = тем, кто хочет новости
log-value-owner = владелец
log-value-money = деньги
log-value-support = поддержка
log-value-viewer = просмотр
log-value-credited = зачислен
log-value-unclaimed = не распознан
log-value-refunding = идёт возврат
log-value-refunded = возвращён
log-value-asked = ждёт решения
log-value-admitted = разрешена
log-value-refused = отказ
log-value-blocked = заблокировано
log-value-wanted = запрошен
log-value-recording = записывается
log-value-proposed = предложен
log-value-shown = показывается
log-value-declined = отклонён
log-value-failed = сбой
log-value-draft = черновик
log-value-scheduled = запланирована
log-value-sending = отправляется
log-value-paused = на паузе
log-value-ended = закончена
log-value-cancelled = отменена

log-act-user = Человек
command-user = Всё об одном человеке
user-usage = <code>/user 123456789</code>, <code>/user @имя</code> или <code>/user</code> в ответ на сообщение человека, в том числе пересланное.
user-title = 👤 { $person }
user-language = Язык: { $language }
user-since = Здесь с { $since }
user-source = Откуда: { $source }
user-blocked = 🚫 Заблокирован
user-balance = Доступно: <b>{ $available }</b> ({ $free } бесплатных, { $bought } купленных или подаренных) · в резерве: { $held }
user-unlimited = Бесплатные кредиты без ограничений
user-entries = <b>Последние записи</b>
user-entry = <code>{ $at } { $amount }</code> { $kind }{ $job }
user-entry-grant = начислено
user-entry-hold = в резерв
user-entry-capture = списано
user-entry-release = возвращено
user-entry-purchase = куплено
user-entry-refund = снято
user-entry-expire = сгорело
user-entry-transfer = перевод
user-nothing-made = Пока ничего не создано.
user-open =
    { $count ->
        [one] { $count } создаётся: { $numbers }
        [few] { $count } создаются: { $numbers }
        [many] { $count } создаются: { $numbers }
       *[other] { $count } создаются: { $numbers }
    }
button-user-again = ⟳ Обновить
button-user-log = Журнал

command-users = Найти людей
users-title = 👥 <b>Люди</b>
users-words = Поиск: «{ $words }»
users-only-payers = Только те, кто платил
users-only-idle =
    { $days ->
        [one] Только те, кто не заходил { $days } день
        [few] Только те, кто не заходил { $days } дня
        [many] Только те, кто не заходил { $days } дней
       *[other] Только те, кто не заходил { $days } дня
    }
users-only-blocked = Только заблокированные
users-line = { $number }. { $person }
users-none = Никого не нашлось.
users-none-here = Среди просмотренных пока никого. Остальные — по кнопке ниже.
users-usage = <code>/users анна</code> ищет людей по началу имени, <code>/users @ann</code> — по началу @имени, <code>/users 123456789</code> — по id.
button-users-all = Все
button-users-payers = Платили
button-users-idle = Неактивные
button-users-blocked = Блок
button-users-first = В начало
button-users-more = Ещё ▶

log-act-note = Заметка
log-act-message = Сообщение
command-note = Записать заметку о человеке
note-usage = <code>/note 123456789 слова</code>, <code>/note @имя слова</code> или <code>/note слова</code> в ответ на сообщение человека. Заметку видят операторы в /user, человек — только в /mydata.
note-done = Записано. О ком: { $person }. Заметка видна в /user.
user-groups = Группы: { $groups }
user-made = <b>Запросов: { $count }</b>
user-made-line = { $sign } <code>#{ $id }</code> { $model }, { $at }
user-notes = <b>Заметки</b>
user-note = 📝 { $words } — { $by }, { $at }
user-ask-grant = Сколько кредитов начислить? Кому: { $person }. Число, затем причина: <code>50 за ожидание</code>. Причина останется в журнале.
user-ask-take = Сколько кредитов снять? С кого: { $person }. Число, затем причина: <code>50 начислено дважды</code>. Человек её прочитает.
user-ask-number = Нужно число кредитов, затем причина: <code>50 причина</code>.
user-ask-note = Что операторам стоит знать? О ком: { $person }. Человек получит это только с /mydata.
user-ask-message = Что написать? Кому: { $person }. Перед отправкой сообщение можно будет проверить.
user-ask-block = За что заблокировать? Кого: { $person }. Причину человек прочитает. Если без причины, отправьте <code>-</code>.
user-question-over = Этот вопрос уже закрыт. Ничего не изменилось.
user-message = ✉️ <b>От оператора этого бота</b>

    { $words }
user-message-preview = Кому: { $person }
user-message-sent = Отправлено. Кому: { $person }.
refusal-messages-used-up = Пока хватит сообщений: от вас не больше 30 в час, одному человеку не больше 5 в день.
refusal-message-unconfirmed = Telegram не подтвердил отправку: сообщение всё же могло дойти.
refusal-person-not-reached = Не отправлено: человек заблокировал бота или ушёл из Telegram.
grant-taken-told =
    { $amount ->
        [one] Оператор снял { $amount } кредит. { $money }
        [few] Оператор снял { $amount } кредита. { $money }
        [many] Оператор снял { $amount } кредитов. { $money }
       *[other] Оператор снял { $amount } кредита. { $money }
    }
button-user-grant = Начислить
button-user-take = Снять
button-user-note = Заметка
button-user-message = Написать
button-user-block = Блокировать
button-user-unblock = Разблокировать
button-user-data = Как JSON
log-act-data = Выгрузка данных
button-user-send = Отправить
