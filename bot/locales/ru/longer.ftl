# Longer clips: the next scene, and clips that are joined

button-next-scene = ⏭ Следующая сцена
toast-last-frame = Беру последний кадр…
toast-busy = Слишком много запросов сразу. Попробуйте через минуту.
last-frame =
    ⏭ Последний кадр #{ $id }. С него начнётся следующий ролик.
last-frame-none = ⏭ Этот ролик прочитать нельзя. Пришлите само видео, до 20 МБ, и попробуйте /extend.
last-frame-not-now = ⏭ Сейчас этот ролик недоступен. Попробуйте через минуту.
last-frame-forbidden = ⏭ В этом чате нельзя отправлять фото, поэтому начать с последнего кадра здесь нельзя.

command-join = Склеить ролики в один фильм

button-join-clip = 🎬 #{ $id }
button-join-song = 🎵 #{ $id }
button-join-begin =
    { $count ->
        [one] ▶️ Склеить { $count } ролик бесплатно
        [few] ▶️ Склеить { $count } ролика бесплатно
        [many] ▶️ Склеить { $count } роликов бесплатно
       *[other] ▶️ Склеить { $count } ролика бесплатно
    }
button-join-back = ↩️ Убрать последнее
button-join-cancel = Отмена

join-title = 🎞 <b>Склеить ролики в один фильм</b>
join-made = #{ $id }
join-sent = от вас
join-clip = { $number }. { $name } · { $seconds } с
join-clip-unmeasured = { $number }. { $name }
join-song = 🎵 { $name }, под роликами
join-together = Вместе { $seconds } с из { $maximum } с.
join-how = Пришлите ролики сюда или нажимайте номера своих в нужном порядке, до { $maximum }. Песня ляжет под них.
join-how-group = Отвечайте командой /join на ролик или песню или нажимайте номера своих в нужном порядке, до { $maximum }.
join-waiting =
    { $before ->
        [one] 🎞 В очереди: перед вами { $before } фильм.
        [few] 🎞 В очереди: перед вами { $before } фильма.
        [many] 🎞 В очереди: перед вами { $before } фильмов.
       *[other] 🎞 В очереди: перед вами { $before } фильма.
    }
join-soon = 🎞 Начинаю…
join-working =
    { $count ->
        [one] 🎞 Склеиваю { $count } ролик…
        [few] 🎞 Склеиваю { $count } ролика…
        [many] 🎞 Склеиваю { $count } роликов…
       *[other] 🎞 Склеиваю { $count } ролика…
    }
join-sending = 🎞 Готово. Отправляю фильм…
join-cancelled = 🎞 Отменено. Ваши ролики остались на месте.
join-done =
    { $count ->
        [one] 🎞 { $count } ролик · { $seconds } с
        [few] 🎞 { $count } ролика · { $seconds } с
        [many] 🎞 { $count } роликов · { $seconds } с
       *[other] 🎞 { $count } ролика · { $seconds } с
    }
join-again = Отправка прерывалась, поэтому фильм мог прийти дважды.
join-unreadable = 🎞 Ролик { $number } не подходит: это не видео, файл повреждён или удалён, либо он больше 20 МБ, а больше Telegram ботам не отдаёт. Начните без него: /join
join-song-unreadable = 🎞 Песня не подходит: это не звук, файл повреждён или удалён, либо он больше 20 МБ. Начните с другой: /join
join-too-long = 🎞 Вместе ролики длиннее { $maximum } с. Начните с меньшим числом: /join
join-too-large = 🎞 Вместе файлы больше { $maximum } МБ. Начните с меньшим числом: /join
join-failed = 🎞 Эти ролики не склеиваются. Попробуйте меньше или короче: /join
join-interrupted = 🎞 Работа несколько раз прерывалась, и фильм не готов. Начните заново: /join

refusal-joins-off = Склейка роликов здесь выключена.
refusal-join-over = Этот список закрыт. Начните новый: /join
refusal-join-piece-unfit = Склеить можно только ролики и песни, и только пока в Telegram есть их копия.
refusal-join-full = Больше { $maximum } роликов в одном фильме не бывает.
refusal-join-too-long = Вместе получится { $seconds } с. Фильм может длиться до { $maximum } с.
refusal-join-unfinished = Ваш прошлый фильм ещё готовится. Следующий можно начать после него.
refusal-too-many-joins =
    { $maximum ->
        [one] В день можно сделать { $maximum } фильм. Попробуйте завтра.
        [few] В день можно сделать { $maximum } фильма. Попробуйте завтра.
        [many] В день можно сделать { $maximum } фильмов. Попробуйте завтра.
       *[other] В день можно сделать { $maximum } фильма. Попробуйте завтра.
    }
refusal-joins-busy = В очереди слишком много фильмов. Попробуйте через несколько минут.
