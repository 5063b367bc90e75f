# Операторам: группы

stats-groups = Групп: { $count }
command-groups = Группы и их расходы
grant-group-done =
    { $amount ->
        [one] Начислен { $amount } кредит на баланс группы { $owner }. Теперь там { $available }.
        [few] Начислено { $amount } кредита на баланс группы { $owner }. Теперь там { $available }.
        [many] Начислено { $amount } кредитов на баланс группы { $owner }. Теперь там { $available }.
       *[other] Начислено { $amount } кредита на баланс группы { $owner }. Теперь там { $available }.
    }
grant-group-taken =
    { $amount ->
        [one] Снят { $amount } кредит с баланса группы { $owner }. Теперь там { $available }.
        [few] Снято { $amount } кредита с баланса группы { $owner }. Теперь там { $available }.
        [many] Снято { $amount } кредитов с баланса группы { $owner }. Теперь там { $available }.
       *[other] Снято { $amount } кредита с баланса группы { $owner }. Теперь там { $available }.
    }
groups-title =
    { $count ->
        [one] 👥 <b>{ $count } группа</b> и расходы с её баланса за этот месяц
        [few] 👥 <b>{ $count } группы</b> и расходы с их балансов за этот месяц
        [many] 👥 <b>{ $count } групп</b> и расходы с их балансов за этот месяц
       *[other] 👥 <b>{ $count } группы</b> и расходы с их балансов за этот месяц
    }
groups-none = Меня пока нет ни в одной группе.
groups-id = <code>{ $id }</code>
groups-asked = ⏳ Ждёт вашего разрешения.
groups-admitted = ✅ Разрешена.
groups-refused = 🚪 Отказано. Если добавят снова, спрошу ещё раз.
groups-blocked = 🚫 Заблокирована навсегда.
groups-away = 💤 Разрешена, но меня там сейчас нет. Баланс сохранён.
groups-added-by = Кто добавил: { $person }
groups-spent =
    { $members ->
        [one] За месяц потрачено: { $count }, { $members } участник
        [few] За месяц потрачено: { $count }, { $members } участника
        [many] За месяц потрачено: { $count }, { $members } участников
       *[other] За месяц потрачено: { $count }, { $members } участника
    }
groups-grant = Пополнить: <code>/grant { $id } 100</code>
button-group-block = Заблокировать
group-decided-admitted = ✅ Работаю в группе <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-refused = 🚪 Я вышел из группы <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-blocked = 🚫 Я вышел и заблокировал группу <b>{ $title }</b> (<code>{ $id }</code>)
