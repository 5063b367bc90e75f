# Группы: что запрещают их правила

refusal-group-not-admitted = Оператор ещё не одобрил эту группу. Пока работаю в личном чате.
refusal-kind-not-allowed =
    { $kind ->
        [video] Админы группы отключили видео.
        [image] Админы группы отключили картинки.
        [audio] Админы группы отключили голос и звук.
       *[music] Админы группы отключили музыку.
    }
refusal-model-not-allowed = Админы группы отключили { $model }. Выберите другую модель.
refusal-word-banned = В тексте есть слово, которое запретили админы группы. Попробуйте переформулировать.
refusal-too-dear-for-group =
    { $price ->
        [one] Лимит на запрос в этой группе — { $maximum }, а этот стоит { $price } кредит.
        [few] Лимит на запрос в этой группе — { $maximum }, а этот стоит { $price } кредита.
        [many] Лимит на запрос в этой группе — { $maximum }, а этот стоит { $price } кредитов.
       *[other] Лимит на запрос в этой группе — { $maximum }, а этот стоит { $price } кредита.
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
        [0] В этой группе каждый запрос разрешает админ.
        [one] В этой группе запросы дороже { $limit } кредита разрешает админ.
        [few] В этой группе запросы дороже { $limit } кредитов разрешает админ.
        [many] В этой группе запросы дороже { $limit } кредитов разрешает админ.
       *[other] В этой группе запросы дороже { $limit } кредита разрешает админ.
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
group-pays-asker = Каждый платит своими кредитами. Админы могут завести общий баланс и лимиты: /group
group-waits = ⏳ Сначала группу должен одобрить оператор. Я напишу здесь, когда это случится.
group-closed = Этот бот не работает в новых группах. Напишите мне в личный чат. До встречи!
group-admitted = ✅ Оператор одобрил группу. Начните с /menu
group-question =
    👥 Меня добавили в группу <b>{ $title }</b> (<code>{ $id }</code>). Кто добавил: { $by }.
    Разрешить?
group-unknown = Такой группы больше нет.
button-admit = Разрешить
button-leave = Выйти

# Панель

command-group = Эта группа: баланс, правила, расходы
refusal-not-member = Это могут только участники группы. Ничего не списано.
refusal-membership-unknown = Telegram не сообщает мне, кто состоит в группе, поэтому ничего не списано. Попробуйте через минуту. Если не поможет, сделайте меня администратором группы.
refusal-not-group-admin = Это могут только админы группы.
group-only-there = /group работает в группе: показывает её баланс и правила.
group-title = 👥 <b>{ $title }</b>
group-payer-group = 💳 Оплата с баланса группы.
group-payer-asker = 💳 Каждый платит своими кредитами.
group-balance =
    { $count ->
        [one] Баланс группы: <b>{ $count }</b> кредит.
        [few] Баланс группы: <b>{ $count }</b> кредита.
        [many] Баланс группы: <b>{ $count }</b> кредитов.
       *[other] Баланс группы: <b>{ $count }</b> кредита.
    }
group-cap-day = Ваш лимит: { $cap } в день; сегодня потрачено { $spent }.
group-cap-week = Ваш лимит: { $cap } в неделю; на этой неделе потрачено { $spent }.
group-cap-month = Ваш лимит: { $cap } в месяц; в этом месяце потрачено { $spent }.
group-cap-generation =
    { $count ->
        [one] Лимит на запрос: до { $count } кредита.
        [few] Лимит на запрос: до { $count } кредитов.
        [many] Лимит на запрос: до { $count } кредитов.
       *[other] Лимит на запрос: до { $count } кредита.
    }
group-approval =
    { $limit ->
        [0] Каждый запрос разрешает админ.
        [one] Запросы дороже { $limit } кредита разрешает админ.
        [few] Запросы дороже { $limit } кредитов разрешает админ.
        [many] Запросы дороже { $limit } кредитов разрешает админ.
       *[other] Запросы дороже { $limit } кредита разрешает админ.
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
        [one] Одновременно — не больше { $count } запроса.
        [few] Одновременно — не больше { $count } запросов.
        [many] Одновременно — не больше { $count } запросов.
       *[other] Одновременно — не больше { $count } запроса.
    }
group-quiet = 🌙 Без звука: { $hours } ({ $clock }).
group-hint = Пополнить, в группе: <code>/group topup 100</code>
group-topup-usage = Напишите так: <code>/group topup 100</code>. Кредиты перейдут с вашего баланса на баланс группы.
group-topped-up =
    { $count ->
        [one] 🎁 { $count } кредит для группы. Теперь на балансе группы { $account }, у вас { $own }.
        [few] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }, у вас { $own }.
        [many] 🎁 { $count } кредитов для группы. Теперь на балансе группы { $account }, у вас { $own }.
       *[other] 🎁 { $count } кредита для группы. Теперь на балансе группы { $account }, у вас { $own }.
    }
group-balance-pays-now = Теперь здесь всё оплачивается с баланса группы. Админы могут это изменить: /group
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
group-changes-title = 📝 <b>Журнал изменений</b>
group-changes-none = Изменений пока нет.
group-change = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> · { $what }: { $before } → { $after }
group-rule-payer = кто платит
group-rule-caps = лимиты на участника
group-rule-generation_cap = лимит на запрос
group-rule-approval_above = спрашивать админа, если дороже
group-rule-kinds = что можно
group-rule-models_off = отключённые модели
group-rule-banned_words = запрещённые слова
group-rule-open_maximum = запросов одновременно
group-rule-falls_back = при сбое модели
group-rule-all_choose = кто выбирает картинки
group-rule-spoiler = результаты под спойлером
group-rule-topic_id = тема
group-rule-language = язык
group-rule-quiet = тихие часы
group-rule-utc_offset = часы
group-rule-admission = одобрение
group-page-caps = <b>Сколько один участник может потратить с баланса группы</b>
group-page-cap-day = <b>Кредитов на участника в день</b>
group-page-cap-week = <b>Кредитов на участника в неделю</b>
group-page-cap-month = <b>Кредитов на участника в месяц</b>
group-page-generation = <b>Лимит на один запрос, в кредитах</b>
group-page-approval =
    <b>Спрашивать админа, если дороже</b>
    Запросы дороже этой суммы ждут разрешения админа.
group-page-open = <b>Запросов одновременно</b>
group-page-kinds = <b>Что здесь можно создавать</b>
group-page-models = <b>Модели этой группы</b>
group-page-words =
    <b>Запрещённые слова</b>
    Тексты с этими словами не принимаются. Слова сравниваются целиком; <code>войн*</code> — с любым окончанием.
group-page-failing =
    <b>При сбое модели</b>
    Кредиты вернутся в любом случае. Когда платит группа, бот может спросить или сразу сделать то же на ближайшей модели не дороже. Один раз на запрос и никогда после фильтра содержания. Кто платит сам, решает в /settings.
group-page-quiet =
    <b>Тихие часы</b>
    Сообщения приходят без звука.
group-page-language = <b>Общий язык группы</b>
group-banned = Сейчас: { $words }
group-ask-words = Какие слова? Перечислите через запятую.
group-ask-number = Сколько? Пришлите число.
button-group-payer-group = 💳 Платить с баланса группы
button-group-payer-asker = 💳 Каждый платит сам
button-group-caps = Лимиты участников
button-group-generation = Лимит на запрос
button-group-approval = Спрашивать админа
button-group-open = Запросов сразу
button-group-kinds = Что можно
button-group-models = Модели
button-group-words = Запрещённые слова
button-group-failing = При сбое модели
button-group-quiet = Тихие часы
button-group-language = Язык
button-group-changes = Журнал изменений
button-group-choosing-all = Картинки выбирают все
button-group-choosing-own = Картинки выбирает автор
button-group-spoiler-on = Под спойлером: да
button-group-spoiler-off = Под спойлером: нет
button-group-topic-here = Результаты сюда
button-group-topic-any = Отвечать на месте
button-group-spending = 📊 Расходы
button-group-write = ✏️ Написать
button-group-clear = Очистить
button-group-never = Без тихих часов
button-group-language-asker = Язык автора
button-span-day = День
button-span-week = Неделя
button-span-month = Месяц
button-cap-day = В день: { $cap }
button-cap-week = В неделю: { $cap }
button-cap-month = В месяц: { $cap }

# Цена в группе

quote-left-group =
    { $available ->
        [one] Платит группа: у неё { $available } кредит, останется { $left }.
        [few] Платит группа: у неё { $available } кредита, останется { $left }.
        [many] Платит группа: у неё { $available } кредитов, останется { $left }.
       *[other] Платит группа: у неё { $available } кредита, останется { $left }.
    }
quote-too-dear-group =
    { $price ->
        [one] <b>На балансе группы не хватает:</b> нужен { $price } кредит, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
        [few] <b>На балансе группы не хватает:</b> нужно { $price } кредита, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
        [many] <b>На балансе группы не хватает:</b> нужно { $price } кредитов, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
       *[other] <b>На балансе группы не хватает:</b> нужно { $price } кредита, есть { $available }. Не хватает { $missing }. Пополнить: <code>/group topup { $missing }</code>
    }
quote-approval = Это должен разрешить админ.
quote-what-price =
    { $price ->
        [one] { $what }: <b>{ $price } кредит</b>
        [few] { $what }: <b>{ $price } кредита</b>
        [many] { $what }: <b>{ $price } кредитов</b>
       *[other] { $what }: <b>{ $price } кредита</b>
    }
approval-asked = 🙋 { $name } просит админов:
approval-declined = Админы отклонили запрос: { $name }. Ничего не списано.
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
    2. Посмотрите цену и нажмите <b>Создать</b>. Если запрос не удастся, кредиты вернутся.
    3. Берите любой результат, в том числе чужой: кнопки под ним делают вашу версию.

    <b>Ответом на…</b>
    фото: /edit · /animate · /restyle · /upscale · /removebg · /lipsync
    видео: /extend · /join
    песню: /cover
    текст: /voice · /song
    шаг рецепта: /continue

    <b>Вместе</b>
    /party — тема и общий фонд: каждый создаёт работу, группа голосует
    /group — кто платит, лимиты, расходы
    <code>/group topup 100</code> — пополнить баланс группы

    /image · /video · /audio · /music · /models · /recipes — что создать
    /history · /status · /cancel — что создаётся здесь
    /best — любимое за месяц
    /balance · /buy · /quota — кредиты
    /privacy · /terms · /paysupport — правила и помощь
