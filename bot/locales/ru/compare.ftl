# Одно и то же с несколькими моделями

button-compare-with = ⚖️ Сравнить с…
button-compare-change = ⚖️ Другие модели
button-compare-no-more = Только { $model } · { $price }
button-compare-own-model = Только { $model }
button-compare-model = { $model } · { $price }
button-compare-model-chosen = ✓ { $model } · { $price }
button-compare-for = ⚖️ Сравнить { $parts } · { $price }
button-compare-own-key = ⚖️ Сравнить { $parts }
command-compare = Один текст для 2–3 моделей
compare-pick =
    ⚖️ <b>{ $model }</b> и…
    Выберите ещё одну или две: они сделают то же из вашего текста и файлов, каждая по своей цене.
compare-line = { $number }. { $what } · <b>{ $price }</b>
compare-without = ⚠️ без { $options }
compare-unable =
    { $count ->
        [one] ⚠️ Без { $models }: сейчас эта модель такого не сделает.
        [few] ⚠️ Без { $models }: сейчас эти модели такого не сделают.
        [many] ⚠️ Без { $models }: сейчас эти модели такого не сделают.
       *[other] ⚠️ Без { $models }: сейчас эти модели такого не сделают.
    }
compare-usage =
    Назовите две-три модели, а за ними текст:
    <code>/compare { $first } { $second } кот на сёрфе на закате</code>
toast-compare-full = За один раз — не больше { $most }. Сначала снимите одну.
