# Invitations

command-invite = Invite friends, get credits
invite =
    🎁 <b>Invite friends</b>
    When someone new comes by your link and buys credits, you get { $percent }% of them, every time they buy for themselves.

    <code>{ $url }</code>
invite-brought =
    Came by your link: { $people }
    Your rewards: { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    }
invite-shared = AI videos, pictures, voices and songs in one chat
invite-off = Invitations aren’t rewarded here at the moment.
button-invite-share = 📤 Share
button-invite-copy = 📋 Copy link
reward-arrived =
    🎁 <b>{ $credits ->
        [one] +{ $credits } credit
       *[other] +{ $credits } credits
    }</b> for an invitation. What you have: /balance
