# Консоль операторов в браузере

command-console = Консоль в браузере
console-is-off = Консоль выключена. Оператор включает её настройкой CONSOLE.
console-link =
    🔗 Вход в консоль: { $address }
    Ссылка сработает один раз, в течение 2 минут. Никому её не передавайте.
console-buttons =
    🖥 Консоль. Кнопка откроет её здесь, ссылка — в браузере.
    Ссылка сработает один раз, в течение 2 минут. Никому её не передавайте.
button-console-app = 🖥 Открыть консоль
button-console-link = 🔗 Открыть в браузере
console-ended =
    { $count ->
        [0] Вы нигде не входили в консоль.
        [one] Вы вышли из консоли в { $count } браузере.
        [few] Вы вышли из консоли в { $count } браузерах.
        [many] Вы вышли из консоли в { $count } браузерах.
       *[other] Вы вышли из консоли в { $count } браузера.
    }

console-title = Консоль
console-skip = К содержанию
console-navigation = Разделы
console-signed-in = Ваша роль: { $role }
console-role-owner = владелец
console-role-money = деньги
console-role-support = поддержка
console-role-viewer = наблюдатель
console-utc = Время везде по UTC.
console-sign-out = Выйти
console-sign-out-everywhere = Выйти везде
console-left = Вы вышли
console-left-about = Страницу можно закрыть. Новую ссылку даст /console в чате.
console-refused-title = Ничего не изменилось
console-refused = Сейчас это невозможно.

console-enter-title = Вход в консоль
console-enter-about = Ссылка сработает один раз, в течение 2 минут.
console-enter-app = Telegram подтверждает, что это вы.
console-enter-button = Войти
console-enter-failed = Эта ссылка или кнопка больше не действует. Отправьте /console в чате, чтобы получить новую.
console-enter-script = Для входа нужен JavaScript; другим страницам он не нужен.

console-overview = Обзор
console-generations = Генерации
console-log = Журнал
console-any = любое
console-show = Показать
console-open = Открыть
console-older = Более старые
console-none = Здесь пусто.
console-forgotten = удалён
console-person-id = ID пользователя
console-generation-number = Номер генерации

console-figure-people = Люди
console-figure-today = Активны сегодня
console-figure-week = Активны за 7 дней
console-figure-month = Активны за 30 дней
console-figure-groups = Группы
console-figure-captured = Кредитов потрачено
console-figure-held = Кредитов удержано
console-figure-available = Кредитов доступно
console-figure-paid = Из них купленных
console-figure-free-today = Бесплатных за сегодня
console-days = Последние 14 дней
console-days-table = Что завершилось за день (UTC); отменённые не считаются
console-chart-made = Генерации с результатом
console-chart-success = Успешно, %
console-chart-stars = Получено звёзд
console-chart-about = Всего { $total }; больше всего { $most }, дата: { $day }.
console-chart-least = Меньше всего { $least } %.
console-column-day = День
console-column-made = С результатом
console-column-failed = С ошибкой
console-column-success = Успешно
console-column-stars = Звёзды
console-column-state = Состояние
console-column-model = Модель
console-column-person = Человек
console-column-credits = Кредиты
console-column-at = Когда
console-column-detail = Подробности
console-column-entry = Запись
console-column-bucket = Какие кредиты
console-column-by = Кто
console-column-act = Действие
console-column-subject = О чём
console-column-before = Было
console-column-after = Стало
console-generations-table = Сначала новые, по 50 на странице
console-generation-title = Генерация № { $number }
console-words = Промпт
console-steps = Шаги
console-steps-table = Все состояния и время
console-entries = Движение кредитов
console-entries-table = Записи об этой генерации
console-entry-grant = начислены
console-entry-hold = удержаны
console-entry-capture = потрачены
console-entry-release = возвращены
console-entry-purchase = куплены
console-entry-refund = списаны обратно
console-entry-expire = сгорели
console-entry-transfer = переведены
console-bucket-allowance = бесплатные
console-bucket-bought = купленные или подаренные
console-fact-price = Цена, кредиты
console-fact-captured = Потрачено, кредиты
console-fact-expected = Ожидалось в KIE, кредиты
console-fact-taken = Списано в KIE, кредиты
console-fact-attempts = Отправок
console-fact-deliveries = Начато доставок
console-fact-references = Приложено файлов
console-fact-results = Результатов в чате
console-fact-task = Задача в KIE
console-fact-failure = Ошибка
console-log-table = Изменения операторов, сначала новые
log-act-console = Консоль

console-models = Модели
console-packs = Пакеты
console-codes = Промокоды
console-payments = Платежи
console-groups = Группы
console-question = Вы уверены?
console-sure = Да
console-not-now = Не сейчас
console-yes = да
console-end = Снять с продажи
console-end-pack = Снять с продажи: { $stars } ⭐, кредиты: { $credits }? Счета за последние сутки ещё можно оплатить.
console-end-pack-button = Снять с продажи { $stars } ⭐
console-end-code = Выключить { $code }? Включить снова будет нельзя.
console-end-code-button = Выключить { $code }
console-switch-on = Снова продавать { $model }?
console-switch-off = Выключить { $model }? Кредиты за ожидающие запросы вернутся, а начатое в KIE продолжится.
console-switch-on-button = Включить
console-switch-off-button = Выключить
console-is-over = выключен
console-payments-table = Сначала новые, по 50 на странице; возвраты: /refund в чате
console-packs-about = Новые пакеты: /packs 100 150 в чате.
console-packs-table = Что продаётся
console-codes-about = Новые промокоды: /codes в чате.
console-codes-table = Сначала новые, по 50 на странице
console-series = Серия, кодов: { $number }
console-models-table = Все модели; числа за всё время
console-model-about = Своя цена или скрыть: /model { $slug } в чате.
console-model-on = продаётся
console-model-off = выключена
console-model-hidden = скрыта
console-model-unavailable = KIE не предоставляет
console-sales = Продажи
console-sales-table = Сегодня и дни до этого (UTC)
console-price-kie = Цена в KIE, кредиты
console-price-here = Цена здесь, кредиты
console-margin = Маржа
console-multiplier = Множитель
console-surcharge = Надбавка, кредиты
console-groups-table = Сколько участники потратили за 30 дней
console-group-asked = ждёт одобрения
console-group-admitted = одобрена
console-group-refused = отклонена
console-group-blocked = заблокирована
console-group-left = бот не участник
console-column-monthly = Ежемесячно
console-column-change = Изменить
console-column-code = Код
console-column-gives = Даёт
console-column-uses = Использован
console-column-until = До
console-column-days = Дни
console-column-sold = Продано
console-column-group = Группа
console-column-balance = Баланс
console-column-spent = Потрачено
console-column-members = Участники

console-broadcasts = Рассылки
console-broadcasts-about = Новые рассылки: /broadcast в чате.
console-broadcasts-table = Сначала новые, по 50 на странице
console-broadcast = Рассылка #{ $number }
console-broadcast-scheduled = Запланирована
console-broadcast-sending = Отправляется
console-broadcast-paused = На паузе
console-broadcast-ended = Закончена
console-broadcast-cancelled = Отменена
console-column-broadcast = Рассылка
console-column-begun = Начало
console-column-received = Получили
console-column-unreachable = Недоступны
console-broadcast-whom = Кому
console-broadcast-everyone = всем
console-broadcast-important = Важная (и тем, кто отключил новости)
console-broadcast-when = Когда
console-broadcast-at-once = сразу
console-broadcast-mornings = каждому утром
console-broadcast-begun = Началась
console-broadcast-over = Закончилась
console-broadcast-received = Получили / выбрано
console-broadcast-unreachable = Недоступны
console-broadcast-skipped = Отключили новости
console-broadcast-opted-out = Отключили новости её кнопкой
console-broadcast-waiting = Ждут конца тихих часов или утра
console-broadcast-code-uses = Промокодами воспользовались
console-broadcast-button = Кнопка
console-broadcast-pause = Пауза
console-broadcast-go-on = Продолжить
console-broadcast-cancel = Отменить
console-broadcast-cancel-question = Отменить рассылку #{ $number } насовсем? У кого сообщение есть, у того останется.
console-condition-language = язык
console-condition-paid = платили
console-condition-active = заходили за дней
console-condition-idle = не заходили дней
console-condition-balance = баланс не меньше
console-condition-model = модель
console-condition-group = группа (0: любая)
console-condition-source = откуда

console-money = Деньги
console-settings = Настройки
console-money-span = Дни: 7d, month, 2026-11, 2026-11-29
console-span-yesterday = вчера
console-span-7d = 7 дней
console-span-30d = 30 дней
console-span-month = этот месяц
console-money-about = Доллары примерные; долг и баланс — на сейчас.
console-money-in = Пришло
console-money-returned = Возвращено
console-money-stays = Оставшиеся звёзды
console-money-kie = Взял KIE, кредиты
console-money-left = Итого
console-money-sold = Продано кредитов
console-money-given = Подарено кредитов
console-money-spent = Потрачено кредитов
console-money-owed = У людей кредитов: оплаченных / всего
console-money-balance = Баланс KIE, кредиты
console-money-coverage = Хватает на оплаченные
console-money-days = По дням
console-money-days-table = Оплата стоит в своём дне, возврат в своём (UTC)
console-money-chart = Столбец на каждый день; числа в таблице ниже.
console-money-models-table = Сначала те, что приносят больше кредитов
console-column-kie = KIE, кредиты
console-settings-about = Изменение действует сразу. Заданное в .env здесь не меняется.
console-settings-table = Нажмите на имя, чтобы изменить
console-paused = Бот на паузе: /resume в чате снимет её.
console-column-setting = Настройка
console-column-value = Значение
console-column-source = Откуда
console-column-default = По умолчанию
console-source-environment = .env, закрыто
console-source-chat = задал оператор
console-source-default = не задано
console-new-value = Новое значение
console-set = Задать
console-setting-word = Или { $word }.
console-back-to-default = Вернуть значение по умолчанию
console-setting-loss =
    { $free ->
        [yes] При { $value } всё бесплатно для всех, а за всё платите KIE вы. Всё равно задать?
       *[no] При { $name } = { $value } приносят меньше, чем стоят в KIE: пакеты — { $packs }, модели с собственной ценой — { $models }. Всё равно задать?
    }

console-people = Люди
console-people-search = ID, @имя или имя
console-people-only = Только
console-people-all = все
console-people-payers = платили
console-people-idle = неактивны 30 дней
console-people-blocked = заблокированы
console-people-table = По имени, а без поиска — сначала недавние; по 50 на странице
console-people-none = Никого не нашлось.
console-people-none-here = Среди просмотренных пока никого.
console-people-more = Дальше
console-people-first = В начало
console-column-language = Язык
console-column-since = Здесь с
console-column-generation = Генерация
console-column-reason = Причина
console-person-username = @имя
console-person-language = Язык
console-person-since = Здесь с
console-person-source = Откуда
console-person-blocked = Заблокирован: новые запросы не принимаются.
console-person-available = Доступно
console-person-unlimited = без ограничений
console-person-free = Из них бесплатных
console-person-bought = Из них купленных или подаренных
console-person-held = В резерве
console-person-notes = Заметки
console-person-entries = Последние записи
console-person-entries-table = Движение кредитов, сначала новые
console-person-payments-table = Сначала новые
console-person-made = Генерации: { $count }
console-person-made-table = Сначала новые
console-person-open = В работе:
console-person-all-made = Все генерации
console-person-acts-table = Действия этого человека и о нём, сначала новые
console-person-all-acts = Весь журнал

console-person-credits = Начислить или снять кредиты
console-person-reason = Причина
console-person-give = Начислить
console-person-take = Снять
console-person-credits-about = Человек узнает число, а при снятии и причину. Причина останется в журнале.
console-person-no-amount = Нужно число кредитов.
console-person-give-question =
    { $amount ->
        [one] Начислить { $amount } кредит? Кому: { $name }.
        [few] Начислить { $amount } кредита? Кому: { $name }.
        [many] Начислить { $amount } кредитов? Кому: { $name }.
       *[other] Начислить { $amount } кредита? Кому: { $name }.
    }
console-person-take-question =
    { $amount ->
        [one] Снять { $amount } кредит? С кого: { $name }.
        [few] Снять { $amount } кредита? С кого: { $name }.
        [many] Снять { $amount } кредитов? С кого: { $name }.
       *[other] Снять { $amount } кредита? С кого: { $name }.
    }
console-person-note = Заметка
console-person-note-about = Что стоит знать операторам; человек получит это только с /mydata
console-person-write-down = Сохранить
console-person-no-words = Ничего не написано.
console-person-message = Написать сообщение
console-person-message-about = Придёт от оператора этого бота; перед отправкой его можно проверить
console-person-look = Дальше
console-person-message-question = Отправить? Кому: { $name }.
console-person-block = Заблокировать
console-person-block-about = Причина; человек её прочитает
console-person-block-question = Заблокировать? Кого: { $name }. Новые запросы не будут приниматься, начатые завершатся.
console-person-unblock = Разблокировать
console-person-data = Все данные в JSON
console-done-given = Начислено.
console-done-taken = Снято.
console-done-note = Сохранено.
console-done-message = Отправлено.
console-done-block = Заблокирован.
console-done-unblock = Разблокирован.
refusal-form-sent-before = Эта форма уже была отправлена и сработала один раз. Откройте страницу заново.

console-reports = Жалобы
console-reports-open = Ждут решения
console-reports-decided = Решённые
console-reports-table = Ждут решения, сначала новые; по 50 на странице
console-reports-decided-table = Решённые, сначала новые; по 50 на странице
console-report-title = Жалоба на результат № { $id }
console-report-maker = Автор
console-report-kinds = Что не так
console-report-first = Первая жалоба
console-report-where = Где
console-report-made = Сделано
console-report-open = ждёт решения
console-report-decided = Кто решил
console-report-messages = Сообщений удалено / осталось в Telegram
console-report-words = Что пишут в жалобах
console-report-decide = Решение
console-report-show = Показать в моём чате
console-report-dismiss = Нарушений нет
console-report-delete = Удалить везде
console-report-delete-question = Удалить результат № { $id } везде? Исчезнут сообщения, копии и примеры, автор узнает об этом. Отменить нельзя; кредиты не возвращаются.
console-report-block = Заблокировать с причиной
console-report-no-reason = Нужна причина: автор её прочитает.
console-report-done-dismissed = Закрыто: нарушений нет.
console-report-done-blocked = Автор заблокирован.
console-report-done-deleted = Удалено. Сообщения исчезнут в течение минуты.
console-report-done-shown = Результат в вашем личном чате с ботом, под спойлером.
console-report-done-not-shown = Показать нечего.
