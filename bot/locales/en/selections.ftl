# Pictures of which a recipe goes on with one

selection-price =
    { $price ->
        [one] <b>{ $count } pictures: { $price } credit now.</b> What follows costs about { $later } later, only if you choose one.
       *[other] <b>{ $count } pictures: { $price } credits now.</b> What follows costs about { $later } later, only if you choose one.
    }
selection-later = What follows has a price of its own, only if you choose a picture.
selection-choose = Tap the picture to go on with: you see the price first. To change one, reply to it with words.
selection-reminder =
    { $days ->
        [one] 🖼 These pictures wait for your choice, for { $days } more day. Tap the one to go on with: you see the price first.
       *[other] 🖼 These pictures wait for your choice, for { $days } more days. Tap the one to go on with: you see the price first.
    }
selection-over = No picture was chosen in 7 days, so nothing waits any more and nothing more is charged. The pictures stay yours: reply to one with /continue to go on after all.
selection-stopped = Stopped: nothing waits for your choice any more. The pictures stay yours; reply to one with /continue to go on after all.
selection-waiting = 🖼 <b>{ $title }</b>: waiting for your choice
button-selection-choose = 🎬 Go on with this one
button-selection-others = 🔄 { $count } others · { $price }
button-selection-others-free = 🔄 { $count } others
button-selection-stop = Stop
button-selection-show = Choose · #{ $id }
refusal-selection-over = Nothing waits for a choice here any more. To go on from a picture, reply to it with /continue.
refusal-not-yours-to-choose = The person who asked for these pictures chooses, or an admin. To make a film of one yourself, reply to it with /continue.
group-all-choose = Everyone chooses which picture a recipe goes on with
group-value-choosing-all = everyone
group-value-choosing-own = who asked, and admins
