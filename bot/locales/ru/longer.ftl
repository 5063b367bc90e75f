# Longer clips: the next scene, and clips that are joined

button-next-scene = ⏭ Следующая сцена
toast-last-frame = Беру последний кадр…
toast-busy = Слишком много запросов сразу. Попробуйте через минуту.
last-frame =
    ⏭ Последний кадр #{ $id }. С него начнётся следующий ролик.
last-frame-none = ⏭ Этот ролик прочитать нельзя. Пришлите само видео, до 20 МБ, и попробуйте /extend.
last-frame-not-now = ⏭ Сейчас этот ролик недоступен. Попробуйте через минуту.
last-frame-forbidden = ⏭ В этом чате нельзя отправлять фото, поэтому начать с последнего кадра здесь нельзя.
