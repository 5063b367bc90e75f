"""What every conversation uses: context, responder, drafts, buttons and their authority, filters, throttling."""
