# Голоса

voice-hint = 🔊 — короткий образец, бесплатно.
voice-line = <b>{ $voice }</b> — { $character }
voice-sample-text = Здравствуйте! Вот так я читаю ваш текст: спокойно, ясно и с улыбкой.
voice-sample-failed = Образец голоса { $voice } не записался. Ничего не списано; попробуйте другой голос или попробуйте позже.
button-voice-hear = 🔊 Слушать
button-voice-choose = Выбрать { $voice }
toast-sample-begun = Записываю образец голоса { $voice }, сейчас придёт.
toast-sample-coming = Образец { $voice } записывается. Нажмите ещё раз чуть позже.
toast-sample-not-now = Telegram не отправил образец. Попробуйте ещё раз.
refusal-samples-off = Образцы здесь отключены. Выберите голос и попробуйте на своём тексте.
refusal-too-many-samples =
    { $maximum ->
        [one] Можно записать { $maximum } новый образец в день. Уже записанные образцы звучат сразу.
        [few] Можно записать { $maximum } новых образца в день. Уже записанные образцы звучат сразу.
        [many] Можно записать { $maximum } новых образцов в день. Уже записанные образцы звучат сразу.
       *[other] Можно записать { $maximum } нового образца в день. Уже записанные образцы звучат сразу.
    }
voice-James = мужской, с хрипотцой, уверенный
voice-Arabella = женский, загадочный
voice-Bradford = мужской, выразительный, чёткий
voice-Xavier = мужской, властный диктор
voice-Mark = мужской, живой, разговорный
voice-Adeline = женский, тёплый, разговорный
voice-Sam = ровный, терпеливый помощник
voice-Eve = женский, бодрый и радостный
voice-Nathan = мужской, радиоведущий
voice-Liam = мужской, энергичный, молодой
voice-Callum = мужской, хриплый проказник
voice-Laura = женский, игривый, задорный
voice-Bella = женский, ясный, деловой
voice-Brian = мужской, глубокий, уютный
voice-Emma = женский, милый, весёлый
voice-Benjamin = мужской, глубокий, тёплый
voice-Allison = женский, спокойный, на ночь
voice-Leon = мужской, мягкий, надёжный
voice-Kore = женский, уверенный
voice-Zephyr = женский, звонкий
voice-Leda = женский, юный
voice-Aoede = женский, лёгкий
voice-Callirrhoe = женский, непринуждённый
voice-Despina = женский, мягкий
voice-Laomedeia = женский, бодрый
voice-Gacrux = женский, зрелый
voice-Sulafat = женский, тёплый
voice-Puck = мужской, бодрый
voice-Charon = мужской, деловой
voice-Fenrir = мужской, взволнованный
voice-Orus = мужской, уверенный
voice-Enceladus = мужской, с придыханием
voice-Algieba = мужской, мягкий
voice-Algenib = мужской, с хрипотцой
voice-Achird = мужской, дружелюбный
voice-Sadaltager = мужской, знающий
