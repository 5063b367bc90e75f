"""What Telegram says about money: a checkout to be answered, a payment, a refund, a subscription that changed."""
