# Команды

# Профиль: не больше 512 и 120 знаков
profile-description =
    Делаю видео, картинки, озвучку и песни по вашим словам, фото и роликам.

    • Десятки моделей ИИ в одном чате
    • Цена видна до запуска
    • За неудачи кредиты не списываются
    • Работает и в группах

    Нажмите «Старт» и напишите, что хотите увидеть или услышать.
profile-short-description = Видео, картинки, голос и песни с ИИ в одном чате. Цена видна до запуска, неудачи бесплатны.

command-menu = Создать что-нибудь
command-gen = Одной строкой: модель и текст
command-video = Создать видео
command-image = Создать картинку
command-audio = Создать голос или звук
command-music = Создать музыку
command-favourites = Ваши любимые модели
command-models = Все модели и поиск
command-balance = Ваши кредиты
command-buy = Пополнить баланс
command-receipts = Ваши платежи
command-quota = Как работают кредиты
command-history = Ваши результаты
command-best = Лучшее в этой группе
command-status = Что сейчас создаётся
command-cancel = Отменить
command-settings = Настройки
command-language = Язык
command-help = Как это работает
command-grant = Начислить или снять кредиты
command-packs = Пакеты кредитов в продаже
command-stars = Звёзды бота и платежи, которые ждут
command-refund = Вернуть платёж
command-block = Заблокировать человека
command-unblock = Разблокировать человека
command-config = Настройки бота
command-pause = Приостановить приём запросов
command-resume = Возобновить приём запросов
command-stats = Статистика
command-money = Деньги: приход, расход, долг
command-daily = Вчера в десяти строках
command-model = Цена, продажи и показ модели
command-broadcast = Написать всем
command-job = Всё об одном запросе
command-forget = Удалить ваши данные
command-report = Пожаловаться на результат
