"""Support: people write to the operators, who answer in their private chats or in a forum."""
