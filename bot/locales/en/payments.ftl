# Payments in Telegram Stars

refusal-nothing-sold = Nothing is for sale here right now. You haven’t been charged.
checkout-later = We can’t accept payments right now. You haven’t been charged. Try again in a minute.
payment-later = ⏳ We’ve received your payment, but can’t add it to your balance right now. It will be there within a few minutes, and you don’t need to do anything.
alert-payment-not-written = ⚠️ <b>A payment could not be written down.</b> It’s looked for in Telegram’s list of transactions every few minutes. Telegram’s payment id: <code>{ $detail }</code>
