# Voices

voice-hint = 🔊 plays a short free sample.
voice-line = <b>{ $voice }</b> — { $character }
voice-sample-text = Hello! This is how I sound when I read your words: calm, clear, and with a smile.
voice-sample-failed = The sample of { $voice } could not be recorded. Nothing was charged; try another voice, or try later.
button-voice-hear = 🔊 Listen
button-voice-choose = Choose { $voice }
toast-sample-begun = Recording a sample of { $voice }. It arrives in a moment.
toast-sample-coming = The sample of { $voice } is being recorded. Tap again in a moment.
toast-sample-not-now = Telegram couldn’t send it. Try again.
refusal-samples-off = Samples are off here. Choose a voice and try it with your own text.
refusal-too-many-samples =
    { $maximum ->
        [one] You can record { $maximum } new sample a day. Samples others have recorded play at once.
       *[other] You can record { $maximum } new samples a day. Samples others have recorded play at once.
    }
voice-James = man, husky and bold
voice-Arabella = woman, mysterious, moving
voice-Bradford = man, expressive, clear
voice-Xavier = man, a commanding announcer
voice-Mark = man, natural, as in a chat
voice-Adeline = woman, warm, as in a chat
voice-Sam = neutral, patient helper
voice-Eve = woman, lively and happy
voice-Nathan = man, radio host
voice-Liam = man, energetic and young
voice-Callum = man, a husky trickster
voice-Laura = woman, playful, full of zest
voice-Bella = woman, bright and professional
voice-Brian = man, deep and comforting
voice-Emma = woman, cute and upbeat
voice-Benjamin = man, deep, warm, calming
voice-Allison = woman, calm, for falling asleep
voice-Leon = man, soothing and grounded
voice-Kore = woman, firm
voice-Zephyr = woman, bright
voice-Leda = woman, youthful
voice-Aoede = woman, light and breezy
voice-Callirrhoe = woman, easy-going
voice-Despina = woman, smooth
voice-Laomedeia = woman, upbeat
voice-Gacrux = woman, mature
voice-Sulafat = woman, warm
voice-Puck = man, upbeat
voice-Charon = man, informative
voice-Fenrir = man, excitable
voice-Orus = man, firm
voice-Enceladus = man, breathy
voice-Algieba = man, smooth
voice-Algenib = man, gravelly
voice-Achird = man, friendly
voice-Sadaltager = man, knowledgeable
