# Несколько результатов одного подтверждения

wait-batch =
    { $lost ->
        [0] 🎨 Готово { $done } из { $parts }
       *[other] 🎨 Готово { $done } из { $parts }, не придёт: { $lost }
    }
batch-title = <b>{ $models }</b> · ×{ $parts }
batch-line =
    { $paid_by ->
        [key] { $number }. <b>{ $model }</b> · #{ $id }
       *[other] { $number }. <b>{ $model }</b> · { $price } · #{ $id }
    }
batch-line-failed = ⚠️ <b>{ $model }</b> · #{ $id }
batch-arrived = ✅ { $arrived } из { $parts }
batch-still-coming =
    { $count ->
        [one] ⏳ Ещё { $count } создаётся и придёт отдельно.
        [few] ⏳ Ещё { $count } создаются и придут отдельно.
        [many] ⏳ Ещё { $count } создаются и придут отдельно.
       *[other] ⏳ Ещё { $count } создаются и придут отдельно.
    }
batch-failed =
    { $returned ->
        [0] ⚠️ Не получилось: { $failed } из { $parts }.
        [one] ⚠️ Не получилось: { $failed } из { $parts }, { $returned } кредит вернулся.
        [few] ⚠️ Не получилось: { $failed } из { $parts }, { $returned } кредита вернулись.
        [many] ⚠️ Не получилось: { $failed } из { $parts }, { $returned } кредитов вернулись.
       *[other] ⚠️ Не получилось: { $failed } из { $parts }, { $returned } кредита вернулось.
    }
batch-stopped =
    { $returned ->
        [0] Отменено: { $cancelled } из { $parts }. За это ничего не списано. Остальное уже создаётся и придёт.
        [one] Отменено: { $cancelled } из { $parts }. Возвращён { $returned } кредит. { $money } Остальное уже создаётся и придёт.
        [few] Отменено: { $cancelled } из { $parts }. Возвращено: { $returned } кредита. { $money } Остальное уже создаётся и придёт.
        [many] Отменено: { $cancelled } из { $parts }. Возвращено: { $returned } кредитов. { $money } Остальное уже создаётся и придёт.
       *[other] Отменено: { $cancelled } из { $parts }. Возвращено: { $returned } кредита. { $money } Остальное уже создаётся и придёт.
    }
batch-choose = Нажмите номер, чтобы увидеть, что можно сделать с этим результатом.
button-copies = ×{ $number } · { $price }
button-copies-chosen = ✓ ×{ $number }
button-missing-parts = 🔁 Повторить недостающее · { $price }
button-parts-again = 🔁 Всё ещё раз ×{ $parts } · { $price }
button-compare-again = ⚖️ Сравнить снова · { $price }
button-part = { $number }
button-parts = ‹ Все { $parts }
refusal-too-many-at-once = За один раз — не больше { $maximum }.
refusal-no-room-for-all =
    { $fits ->
        [0] Одновременно создаётся не больше { $maximum }: для нескольких сейчас нет места. Смотрите /status.
       *[other] Одновременно создаётся не больше { $maximum }: сейчас поместится ещё { $fits }. Смотрите /status.
    }
refusal-no-room-for-all-here =
    { $fits ->
        [0] В этой группе одновременно создаётся не больше { $maximum }: для нескольких сейчас нет места.
       *[other] В этой группе одновременно создаётся не больше { $maximum }: сейчас поместится ещё { $fits }.
    }
quote-would-fit =
    { $price ->
        [one] Хватит на { $parts }: { $price } кредит.
        [few] Хватит на { $parts }: { $price } кредита.
        [many] Хватит на { $parts }: { $price } кредитов.
       *[other] Хватит на { $parts }: { $price } кредита.
    }
