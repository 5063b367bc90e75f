# Группы: что запрещают их правила

refusal-group-not-admitted = Оператор ещё не разрешил мне работать в этой группе. Пока отвечаю в личных сообщениях.
refusal-kind-not-allowed =
    { $kind ->
        [video] Администраторы группы отключили видео.
        [image] Администраторы группы отключили картинки.
        [audio] Администраторы группы отключили голос и звуки.
       *[music] Администраторы группы отключили музыку.
    }
refusal-model-not-allowed = Администраторы группы отключили { $model }. Выберите, пожалуйста, другую модель.
refusal-word-banned = В описании есть слово, которое администраторы группы запретили. Попробуйте другие слова.
refusal-too-dear-for-group =
    { $price ->
        [one] В этой группе один запрос может стоить не больше { $maximum }, а здесь нужен { $price } кредит.
        [few] В этой группе один запрос может стоить не больше { $maximum }, а здесь нужно { $price } кредита.
        [many] В этой группе один запрос может стоить не больше { $maximum }, а здесь нужно { $price } кредитов.
       *[other] В этой группе один запрос может стоить не больше { $maximum }, а здесь нужно { $price } кредита.
    }
refusal-cap-reached =
    { $span ->
        [day]
            { $cap ->
                [one] В этой группе каждый может потратить { $cap } кредит в день; у вас осталось { $left }, нужно { $price }.
                [few] В этой группе каждый может потратить { $cap } кредита в день; у вас осталось { $left }, нужно { $price }.
                [many] В этой группе каждый может потратить { $cap } кредитов в день; у вас осталось { $left }, нужно { $price }.
               *[other] В этой группе каждый может потратить { $cap } кредита в день; у вас осталось { $left }, нужно { $price }.
            }
        [week]
            { $cap ->
                [one] В этой группе каждый может потратить { $cap } кредит в неделю; у вас осталось { $left }, нужно { $price }.
                [few] В этой группе каждый может потратить { $cap } кредита в неделю; у вас осталось { $left }, нужно { $price }.
                [many] В этой группе каждый может потратить { $cap } кредитов в неделю; у вас осталось { $left }, нужно { $price }.
               *[other] В этой группе каждый может потратить { $cap } кредита в неделю; у вас осталось { $left }, нужно { $price }.
            }
       *[month]
            { $cap ->
                [one] В этой группе каждый может потратить { $cap } кредит в месяц; у вас осталось { $left }, нужно { $price }.
                [few] В этой группе каждый может потратить { $cap } кредита в месяц; у вас осталось { $left }, нужно { $price }.
                [many] В этой группе каждый может потратить { $cap } кредитов в месяц; у вас осталось { $left }, нужно { $price }.
               *[other] В этой группе каждый может потратить { $cap } кредита в месяц; у вас осталось { $left }, нужно { $price }.
            }
    }
refusal-group-balance-too-small =
    { $price ->
        [one] На балансе группы { $available }, а нужен { $price } кредит. Не хватает: { $missing }. Пополнить может каждый: /group topup { $missing }
        [few] На балансе группы { $available }, а нужно { $price } кредита. Не хватает: { $missing }. Пополнить может каждый: /group topup { $missing }
        [many] На балансе группы { $available }, а нужно { $price } кредитов. Не хватает: { $missing }. Пополнить может каждый: /group topup { $missing }
       *[other] На балансе группы { $available }, а нужно { $price } кредита. Не хватает: { $missing }. Пополнить может каждый: /group topup { $missing }
    }
refusal-approval-needed =
    { $limit ->
        [0] В этой группе каждый запрос разрешает администратор.
        [one] Всё, что дороже { $limit } кредита, в этой группе разрешает администратор.
        [few] Всё, что дороже { $limit } кредитов, в этой группе разрешает администратор.
        [many] Всё, что дороже { $limit } кредитов, в этой группе разрешает администратор.
       *[other] Всё, что дороже { $limit } кредита, в этой группе разрешает администратор.
    }

# Бота добавили

group-welcome =
    Всем привет! Я делаю для группы видео, картинки, голос и песни.
    • /menu — выбрать модель · /video /image /audio /music
    • <code>/gen@{ $bot } модель ваши слова</code> — одной строкой
    • Ответьте на картинку командой /animate, /edit или /upscale
    • /party — каждый добавляет своё, группа голосует
    Сам в разговор не вмешиваюсь.
group-pays-group = Оплата с баланса группы. Пополнить его может каждый: /group topup 100
group-pays-asker = Каждый платит своими кредитами. Администраторы группы могут завести общий баланс и лимиты: /group
group-waits = ⏳ Сначала группу должен одобрить оператор. Когда это случится, я скажу здесь.
group-closed = Этот бот не работает в новых группах. Напишите мне в личные сообщения. До встречи!
group-admitted = ✅ Оператор одобрил группу. Начните с /menu
group-question =
    👥 Меня добавили в группу <b>{ $title }</b> (<code>{ $id }</code>). Кто добавил: { $by }.
    Работать там?
group-unknown = Этой группы я больше не знаю.
button-admit = Разрешить
button-leave = Уйти

# Панель

command-group = Эта группа: баланс, правила, расходы
refusal-not-member = Это могут только участники группы. Ничего не списано.
refusal-membership-unknown = Telegram не сообщает мне, кто состоит в группе, поэтому ничего не списано. Попробуйте через минуту. Если не поможет, сделайте меня администратором группы.
refusal-not-group-admin = Это могут только администраторы группы.
group-only-there = /group работает в группе: показывает её баланс и правила.
group-title = 👥 <b>{ $title }</b>
group-payer-group = 💳 Оплата с баланса группы.
group-payer-asker = 💳 Каждый платит своими кредитами.
group-balance =
    { $count ->
        [one] На балансе группы <b>{ $count }</b> кредит.
        [few] На балансе группы <b>{ $count }</b> кредита.
        [many] На балансе группы <b>{ $count }</b> кредитов.
       *[other] На балансе группы <b>{ $count }</b> кредита.
    }
group-cap-day = Вы можете тратить { $cap } в день; сегодня потрачено { $spent }.
group-cap-week = Вы можете тратить { $cap } в неделю; на этой неделе потрачено { $spent }.
group-cap-month = Вы можете тратить { $cap } в месяц; в этом месяце потрачено { $spent }.
group-cap-generation =
    { $count ->
        [one] Один запрос — не дороже { $count } кредита.
        [few] Один запрос — не дороже { $count } кредитов.
        [many] Один запрос — не дороже { $count } кредитов.
       *[other] Один запрос — не дороже { $count } кредита.
    }
group-approval =
    { $limit ->
        [0] Каждый запрос — с согласия администратора.
        [one] Дороже { $limit } кредита — с согласия администратора.
        [few] Дороже { $limit } кредитов — с согласия администратора.
        [many] Дороже { $limit } кредитов — с согласия администратора.
       *[other] Дороже { $limit } кредита — с согласия администратора.
    }
group-kinds = Здесь можно: { $kinds }
group-models-off =
    { $count ->
        [one] Здесь отключена { $count } модель.
        [few] Здесь отключены { $count } модели.
        [many] Здесь отключено { $count } моделей.
       *[other] Здесь отключено { $count } модели.
    }
group-open =
    { $count ->
        [one] Одновременно — { $count } запрос.
        [few] Одновременно — { $count } запроса.
        [many] Одновременно — { $count } запросов.
       *[other] Одновременно — { $count } запроса.
    }
group-quiet = 🌙 Без звука: { $hours } ({ $clock }).
group-hint = Пополнить баланс: <code>/group topup 100</code>
group-topup-usage = Напишите так: <code>/group topup 100</code>. Кредиты перейдут с вашего баланса на баланс группы.
group-topped-up =
    { $count ->
        [one] 🎁 { $count } кредит для группы. Теперь на балансе группы { $account }, у вас { $own }.
        [few] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }, у вас { $own }.
        [many] 🎁 { $count } кредитов для группы. Теперь на балансе группы { $account }, у вас { $own }.
       *[other] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }, у вас { $own }.
    }
group-balance-pays-now = Теперь здесь всё оплачивается с баланса группы. Администраторы могут это изменить: /group
group-spending-day =
    { $count ->
        [one] 📊 <b>Сегодня</b>: { $count } кредит
        [few] 📊 <b>Сегодня</b>: { $count } кредита
        [many] 📊 <b>Сегодня</b>: { $count } кредитов
       *[other] 📊 <b>Сегодня</b>: { $count } кредита
    }
group-spending-week =
    { $count ->
        [one] 📊 <b>На этой неделе</b>: { $count } кредит
        [few] 📊 <b>На этой неделе</b>: { $count } кредита
        [many] 📊 <b>На этой неделе</b>: { $count } кредитов
       *[other] 📊 <b>На этой неделе</b>: { $count } кредита
    }
group-spending-month =
    { $count ->
        [one] 📊 <b>В этом месяце</b>: { $count } кредит
        [few] 📊 <b>В этом месяце</b>: { $count } кредита
        [many] 📊 <b>В этом месяце</b>: { $count } кредитов
       *[other] 📊 <b>В этом месяце</b>: { $count } кредита
    }
group-spending-line =
    { $generations ->
        [one] <b>{ $name }</b> · { $count } · { $generations } запрос
        [few] <b>{ $name }</b> · { $count } · { $generations } запроса
        [many] <b>{ $name }</b> · { $count } · { $generations } запросов
       *[other] <b>{ $name }</b> · { $count } · { $generations } запроса
    }
    <i>{ $models }</i>
group-spending-rest =
    { $count ->
        [one] … и ещё { $count } участник
        [few] … и ещё { $count } участника
        [many] … и ещё { $count } участников
       *[other] … и ещё { $count } участника
    }
group-spending-none = С баланса группы ещё ничего не потрачено.
group-changes-title = 📝 <b>Кто что менял</b>
group-changes-none = Пока ничего не меняли.
group-change = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> · { $what }: { $before } → { $after }
group-rule-payer = кто платит
group-rule-caps = лимиты на участника
group-rule-generation_cap = лимит на запрос
group-rule-approval_above = спрашивать админа, если дороже
group-rule-kinds = что можно
group-rule-models_off = отключённые модели
group-rule-banned_words = запрещённые слова
group-rule-open_maximum = запросов одновременно
group-rule-spoiler = результаты под спойлером
group-rule-topic_id = тема
group-rule-language = язык
group-rule-quiet = тихие часы
group-rule-utc_offset = часы
group-rule-admission = допуск
group-page-caps = <b>Сколько один участник может потратить с баланса группы</b>
group-page-cap-day = <b>Кредитов на участника в день</b>
group-page-cap-week = <b>Кредитов на участника в неделю</b>
group-page-cap-month = <b>Кредитов на участника в месяц</b>
group-page-generation = <b>Сколько кредитов может стоить один запрос</b>
group-page-approval =
    <b>Спрашивать админа, если дороже</b>
    Запросы дороже этой суммы ждут разрешения админа.
group-page-open = <b>Запросов одновременно</b>
group-page-kinds = <b>Что здесь можно делать</b>
group-page-models = <b>Модели этой группы</b>
group-page-words = <b>Запрещённые слова</b>
    Описание с таким словом не принимается. Считаются слова целиком; <code>войн*</code> — с любым окончанием.
group-page-quiet = <b>Тихие часы</b>
    В это время ничего не звучит.
group-page-language = <b>На каком языке я говорю со всеми</b>
group-banned = Сейчас: { $words }
group-ask-words = Какие слова? Перечислите через запятую.
group-ask-number = Сколько? Пришлите число, 0 — без ограничения.
button-group-payer-group = 💳 Платить с баланса группы
button-group-payer-asker = 💳 Пусть каждый платит за себя
button-group-caps = Лимиты участников
button-group-generation = Лимит на запрос
button-group-approval = Спрашивать админа
button-group-open = Запросов сразу
button-group-kinds = Что можно
button-group-models = Модели
button-group-words = Запрещённые слова
button-group-quiet = Тихие часы
button-group-language = Язык
button-group-changes = Кто что менял
button-group-spoiler-on = Под спойлером: да
button-group-spoiler-off = Под спойлером: нет
button-group-topic-here = Писать в эту тему
button-group-topic-any = Писать, где спросили
button-group-spending = 📊 Расходы
button-group-write = ✏️ Написать
button-group-clear = Очистить
button-group-never = Без тихих часов
button-group-language-asker = Язык спросившего
button-span-day = День
button-span-week = Неделя
button-span-month = Месяц
button-cap-day = В день: { $cap }
button-cap-week = В неделю: { $cap }
button-cap-month = В месяц: { $cap }

# Цена в группе

quote-left-group =
    { $available ->
        [one] Оплата с баланса группы: на нём { $available } кредит, останется { $left }.
        [few] Оплата с баланса группы: на нём { $available } кредита, останется { $left }.
        [many] Оплата с баланса группы: на нём { $available } кредитов, останется { $left }.
       *[other] Оплата с баланса группы: на нём { $available } кредита, останется { $left }.
    }
quote-too-dear-group =
    { $price ->
        [one] <b>На балансе группы не хватает:</b> нужен { $price } кредит, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
        [few] <b>На балансе группы не хватает:</b> нужно { $price } кредита, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
        [many] <b>На балансе группы не хватает:</b> нужно { $price } кредитов, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
       *[other] <b>На балансе группы не хватает:</b> нужно { $price } кредита, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
    }
quote-approval = Нужно согласие администратора группы.
quote-what-price =
    { $price ->
        [one] { $what }: <b>{ $price } кредит</b>
        [few] { $what }: <b>{ $price } кредита</b>
        [many] { $what }: <b>{ $price } кредитов</b>
       *[other] { $what }: <b>{ $price } кредита</b>
    }
approval-asked = 🙋 { $name } просит администраторов:
approval-declined = Администраторы не согласились на запрос: { $name }. Ничего не списано.
mention = <a href="tg://user?id={ $id }">{ $name }</a>
button-agree = Разрешить
button-decline = Отказать

# What everybody in a group reads: without a member's own numbers

quote-covered = Ваших кредитов хватит.
quote-too-dear-aloud =
    { $price ->
        [one] <b>Не хватает кредитов:</b> нужен { $price } кредит.
        [few] <b>Не хватает кредитов:</b> нужно { $price } кредита.
        [many] <b>Не хватает кредитов:</b> нужно { $price } кредитов.
       *[other] <b>Не хватает кредитов:</b> нужно { $price } кредита.
    }
card-short-aloud = ⚠️ Не хватает кредитов.
refusal-not-enough-credits-aloud =
    { $price ->
        [one] Не хватает кредитов: нужен { $price } кредит.
        [few] Не хватает кредитов: нужно { $price } кредита.
        [many] Не хватает кредитов: нужно { $price } кредитов.
       *[other] Не хватает кредитов: нужно { $price } кредита.
    }
refusal-cap-reached-aloud =
    { $span ->
        [day] В этой группе лимит { $cap } на человека в день. Нужно { $price }: на сегодня у вас осталось меньше.
        [week] В этой группе лимит { $cap } на человека в неделю. Нужно { $price }: на эту неделю у вас осталось меньше.
       *[month] В этой группе лимит { $cap } на человека в месяц. Нужно { $price }: на этот месяц у вас осталось меньше.
    }
group-own-aloud = Ваши собственные кредиты видите только вы:
group-topped-up-aloud =
    { $count ->
        [one] 🎁 { $count } кредит для группы. Теперь на балансе группы { $account }.
        [few] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }.
        [many] 🎁 { $count } кредитов для группы. Теперь на балансе группы { $account }.
       *[other] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }.
    }
group-panel-aloud = Баланс, правила и лимиты группы: панель откроется в личном чате, только для участников.
button-own-credits = Мои кредиты
button-open-panel = Открыть панель

# Menu and help

group-menu-choose = Выберите ниже и ответьте на мой вопрос. Или одной строкой: <code>/gen кот в шляпе</code>. Цену покажу до запуска.
group-help =
    <b>Как это работает здесь</b>
    1. <code>/gen { $slug } 9:16 кот на сёрфе</code> или выберите модель в /menu. Я вижу только команды и ответы мне.
    2. Посмотрите цену и нажмите <b>Создать</b>. Если не выйдет, кредиты вернутся.
    3. Продолжайте любой результат, и чужой тоже: его кнопки делают вашу собственную версию.

    <b>Ответом на…</b>
    фото: /edit · /animate · /restyle · /upscale · /removebg · /lipsync
    видео: /extend
    песню: /cover
    текст: /voice · /song
    шаг рецепта: /continue

    <b>Вместе</b>
    /party — тема и общий фонд: каждый создаёт работу, группа голосует
    /group — кто платит, лимиты, расходы
    /group topup 100 — пополнить баланс группы

    /image · /video · /audio · /music · /models · /recipes — что создать
    /history · /status · /cancel — что создаётся здесь
    /balance · /quota — кредиты
