stats-writer =
    Подсказанные слова: сегодня { $answers } за { $cost } кр. KIE · за 30 дней { $month_answers } за { $month_cost }{ $estimated ->
        [yes] { "" } (частично оценка)
       *[no] { "" }
    }
stats-writer-purpose = · { $purpose }: { $answers }, { $cost }
writer-purpose-better = слова получше
writer-purpose-reword = после отказа
writer-purpose-describe = по картинке
writer-purpose-idea = идеи
writer-purpose-transcribe = сказанное голосом
button-better-words = ✍️ Слова получше
button-use-words = Взять это
button-another-words = Другой
button-keep-words = Оставить мой
button-try-words-again = Ещё раз
button-reword = ✍️ Перефразировать
words-thinking = ✍️ Думаю…
words-own = Ваш текст:
words-suggested = ✍️ Вариант:
words-edit = Без нажатия ничего не изменится. Или пришлите свой вариант.
refusal-writer-off = Подсказки сейчас выключены. Ваши слова работают как всегда.
refusal-writer-busy = Прошлая подсказка ещё готовится. Минутку.
refusal-writer-used-up =
    { $maximum ->
        [one] На сегодня это всё: { $maximum } подсказка в день. Ваши слова работают как всегда, а новые подсказки будут завтра.
        [few] На сегодня это всё: { $maximum } подсказки в день. Ваши слова работают как всегда, а новые подсказки будут завтра.
        [many] На сегодня это всё: { $maximum } подсказок в день. Ваши слова работают как всегда, а новые подсказки будут завтра.
       *[other] На сегодня это всё: { $maximum } подсказки в день. Ваши слова работают как всегда, а новые подсказки будут завтра.
    }
refusal-writer-used-up-here =
    { $maximum ->
        [one] На сегодня это всё: { $maximum } подсказка в день на группу. Ваши слова работают как всегда, а новые подсказки будут завтра.
        [few] На сегодня это всё: { $maximum } подсказки в день на группу. Ваши слова работают как всегда, а новые подсказки будут завтра.
        [many] На сегодня это всё: { $maximum } подсказок в день на группу. Ваши слова работают как всегда, а новые подсказки будут завтра.
       *[other] На сегодня это всё: { $maximum } подсказки в день на группу. Ваши слова работают как всегда, а новые подсказки будут завтра.
    }
refusal-writer-slow = Слишком долго, поэтому подсказки нет. Ваши слова не изменились, можно попробовать ещё раз.
refusal-writer-unavailable = Подсказки сейчас нет. Ваши слова не изменились, попробуйте позже.
refusal-writer-refused = Для этих слов подсказки нет. Они не изменились.
refusal-suggestion-gone = Эта подсказка уже неактуальна. Новую можно попросить под ценой.
command-describe = Описания по картинке
button-describe = 👀 Описать
describe-looking = 👀 Смотрю на картинку…
describe-shown = <b>Описания, по которым выйдет похожее</b>
describe-price = Нажатие сначала покажет цену, само ничего не начнётся.
describe-refused = Для этой картинки описаний нет.
describe-unseen = В этот раз картинка осталась неувиденной. Можно попробовать ещё раз.
describe-file-later = Картинка сейчас не загружается. Можно попробовать ещё раз.
button-described =
    { $price ->
        [none] { $number } · Создать
       *[other] { $number } · Создать · { $price }
    }
refusal-picture-needed = Я описываю картинки. Ответьте на картинку командой /describe или пришлите картинку с подписью /describe.
refusal-cannot-see = Здесь я не умею смотреть на картинки. Опишите её своими словами, и я что-нибудь из них сделаю.
describe-prompt = { $number }. <blockquote>{ $prompt }</blockquote>
button-use-heard = Взять эти слова
button-keep-typing = Написать текстом
spoken-listening = 🎙 Слушаю…
spoken-heard = 🎙 Мне слышится:
spoken-edit = Без нажатия ничего не произойдёт. Или напишите по-своему.
spoken-unheard = В этот раз слов не разобрать. Скажите ещё раз или напишите.
spoken-no-words = Слов здесь не слышно. Скажите ещё раз или напишите.
