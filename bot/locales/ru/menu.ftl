# Начало, меню, полки

start-welcome = Привет, { $name }! Я создаю видео, картинки, голоса и песни по вашему описанию.
menu-title = <b>Что создадим?</b>
menu-choose = Выберите ниже или просто пришлите идею. Цену покажу до запуска.
credits-have =
    { $count ->
        [one] У вас <b>{ $count }</b> кредит.
        [few] У вас <b>{ $count }</b> кредита.
        [many] У вас <b>{ $count }</b> кредитов.
       *[other] У вас <b>{ $count }</b> кредита.
    }
credits-unlimited = Кредиты у вас <b>без ограничений</b>.
shelf-video = <b>Видео</b> · цены в кредитах
shelf-image = <b>Картинки</b> · цены в кредитах
shelf-audio = <b>Голос и звук</b> · цены в кредитах
shelf-music = <b>Музыка</b> · цены в кредитах
shelf-view-cheap = сначала дешёвые
shelf-view-fast = сначала быстрые
shelf-view-photo = из фото
models-all =
    { $count ->
        [one] Есть { $count } модель. Откройте раздел или поищите: <code>/models veo</code>
        [few] Есть { $count } модели. Откройте раздел или поищите: <code>/models veo</code>
        [many] Есть { $count } моделей. Откройте раздел или поищите: <code>/models veo</code>
       *[other] Есть { $count } модели. Откройте раздел или поищите: <code>/models veo</code>
    }
models-found =
    { $count ->
        [one] По запросу «{ $wanted }» нашлась { $count } модель:
        [few] По запросу «{ $wanted }» нашлись { $count } модели:
        [many] По запросу «{ $wanted }» нашлось { $count } моделей:
       *[other] По запросу «{ $wanted }» нашлось { $count } модели:
    }
search-unsold = <b>{ $model }</b> недоступна: { $why }.
search-instead = Ближайшая, которая работает:
models-none = По запросу «{ $wanted }» ничего нет. Посмотрите по разделам:
offer-prompt =
    Что создать по этому тексту?
    <blockquote>{ $prompt }</blockquote>
offer-media = Что с этим сделать?
