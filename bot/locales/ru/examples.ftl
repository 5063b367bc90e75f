# Примеры того, что делают модели

command-examples = Примеры: что делают модели
examples-title = <b>Примеры</b>
    Что показать? Любой можно повторить со своими словами.
examples-none = Примеров пока нет. Выберите раздел и создайте первый:
examples-video = <b>Видео</b>
examples-image = <b>Картинки</b>
examples-audio = <b>Голос и звук</b>
examples-music = <b>Музыка</b>
examples-line = { $number }. <b>{ $model }</b>: { $prompt }
example-not-now = Сейчас этот пример показать не получается.
button-examples = 👀 Примеры
button-examples-kind = { $kind } · { $count }
button-example-show = ▶ Пример
button-example-number = { $number } · { $model }
button-like-this = ✨ Создать похожее
button-like-this-price = ✨ Создать похожее · { $price }
refusal-example-gone = Этого примера больше нет. Другие: /examples.

# Запись примеров, для оператора
button-record = ⏺ Записать пример
button-record-sure =
    { $price ->
        [one] Записать · { $price } кредит KIE
        [few] Записать · { $price } кредита KIE
        [many] Записать · { $price } кредитов KIE
       *[other] Записать · { $price } кредита KIE
    }
record-question =
    Записать пример <b>{ $model }</b>? В KIE это один раз стоит { $price ->
        [one] { $price } кредит
        [few] { $price } кредита
        [many] { $price } кредитов
       *[other] { $price } кредита
    }.
    <blockquote>{ $prompt }</blockquote>
record-ordered = <b>{ $model }</b>: пример записывается. Он придёт первому админу, а потом появится на карточке и в /examples.
record-done =
    Пример <b>{ $model }</b>, теперь он на карточке и в /examples.
    <blockquote>{ $prompt }</blockquote>
record-failed = Пример <b>{ $model }</b> не записался. Кнопка снова на карточке.
toast-recorded-before = Уже записан или записывается

# Результаты, которые люди предлагают в примеры
button-propose = ⭐ В примеры
button-propose-sure = Да, предложить
toast-propose = Если оператор согласится, результат с текстом и параметрами увидят все. Ваше имя не показывается. Удалите результат или наберите /forget, и он пропадёт.
toast-proposed = Предложено. Сообщу, что решит оператор.
toast-proposed-before = Уже предлагали
refusal-not-proposable = В примеры годятся только результаты из ваших слов, без файлов и рецептов.
refusal-too-many-proposals =
    { $maximum ->
        [one] Оператора уже ждёт { $maximum } ваш результат.
        [few] Оператора уже ждут { $maximum } ваших результата.
        [many] Оператора уже ждут { $maximum } ваших результатов.
       *[other] Оператора уже ждут { $maximum } ваших результата.
    }
alert-example-proposed = ⭐ Результат #{ $id } предлагают в примеры.
button-proposals = 📥 Предложенные
button-proposal-look = Посмотреть
proposal-title = <b>Предложено в примеры</b>
button-proposal-take = Взять
button-proposal-decline = Отклонить
toast-proposal-taken = Теперь его видят все
toast-proposal-declined = Отклонено
toast-no-proposals = Ничего не предложено
proposal-taken = ⭐ Ваш результат #{ $id } ({ $model }) теперь среди примеров.
proposal-declined = Ваш результат #{ $id } ({ $model }) в примеры не взяли. Он остаётся у вас.
