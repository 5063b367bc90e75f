# История

history-none = Пока пусто. Здесь будут ваши работы.
history-title =
    { $count ->
        [one] <b>Ваша история</b>: { $count } работа
        [few] <b>Ваша история</b>: { $count } работы
        [many] <b>Ваша история</b>: { $count } работ
       *[other] <b>Ваша история</b>: { $count } работы
    }
history-line =
    <b>#{ $id }</b> · { DATETIME($date, dateStyle: "medium") } · { $model }
    <i>{ $prompt }</i>
history-hint = Нажмите номер, и я пришлю работу снова, бесплатно.
