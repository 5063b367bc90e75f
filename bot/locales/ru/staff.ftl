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
