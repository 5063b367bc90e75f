"""The operators' console in the browser: pages over the readers and use cases that the chat has, and who may see them."""
