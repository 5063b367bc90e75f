# Тихие часы

quiet-title =
    <b>Тихие часы</b>
    Всё приходит без звука. Новости оператора придут после них.
quiet-from = <b>Тихие часы</b> — с какого времени?
quiet-until = <b>Тихие часы</b> с { $time } — до скольких?
clock-title =
    <b>Ваш часовой пояс</b>
    Выберите город, где столько же времени, сколько у вас. Или напишите город либо сдвиг, например <code>+5:30</code>.
clock-title-offset = <b>Насколько ваши часы отличаются от UTC?</b>
button-quiet-own = Другие часы
button-quiet-none = Без тихих часов
button-place = { $place }, { $time }
button-zone-other = Другой часовой пояс
button-clock-other = У меня между этими
button-clock-full = ‹ Целые часы
value-quiet-none = нет

# Города, по которым выбирают часовой пояс
city-America-Chicago = Чикаго
city-America-Denver = Денвер
city-America-Los_Angeles = Лос-Анджелес
city-America-New_York = Нью-Йорк
city-America-Sao_Paulo = Сан-Паулу
city-Asia-Bangkok = Бангкок
city-Asia-Dubai = Дубай
city-Asia-Irkutsk = Иркутск
city-Asia-Kamchatka = Камчатка
city-Asia-Kolkata = Дели
city-Asia-Magadan = Магадан
city-Asia-Novosibirsk = Новосибирск
city-Asia-Omsk = Омск
city-Asia-Shanghai = Пекин
city-Asia-Tashkent = Ташкент
city-Asia-Tokyo = Токио
city-Asia-Vladivostok = Владивосток
city-Asia-Yakutsk = Якутск
city-Asia-Yekaterinburg = Екатеринбург
city-Australia-Sydney = Сидней
city-Europe-Berlin = Берлин
city-Europe-Istanbul = Стамбул
city-Europe-Kaliningrad = Калининград
city-Europe-Kyiv = Киев
city-Europe-London = Лондон
city-Europe-Moscow = Москва
city-Europe-Samara = Самара
city-Pacific-Auckland = Окленд
