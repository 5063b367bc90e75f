# For operators: groups

stats-groups = Groups: { $count }
command-groups = Groups and what they spend
grant-group-done =
    { $amount ->
        [one] Given: { $amount } credit to the balance of { $owner }. It has { $available } now.
       *[other] Given: { $amount } credits to the balance of { $owner }. It has { $available } now.
    }
grant-group-taken =
    { $amount ->
        [one] Taken back: { $amount } credit from the balance of { $owner }. It has { $available } now.
       *[other] Taken back: { $amount } credits from the balance of { $owner }. It has { $available } now.
    }
groups-title =
    { $count ->
        [one] 👥 <b>{ $count } group</b>, and what its members spent of its balance this month
       *[other] 👥 <b>{ $count } groups</b>, and what their members spent of the group balances this month
    }
groups-none = I’m not in any group yet.
groups-id = <code>{ $id }</code>
groups-asked = ⏳ Waiting for your approval.
groups-admitted = ✅ Approved.
groups-refused = 🚪 Declined. If I’m added again, I’ll ask again.
groups-blocked = 🚫 Blocked for good.
groups-away = 💤 Approved, but I’m not a member now. The balance is kept.
groups-added-by = Added by { $person }
groups-spent =
    { $members ->
        [one] This month: { $count } spent by { $members } member
       *[other] This month: { $count } spent by { $members } members
    }
groups-grant = Give: <code>/grant { $id } 100</code>
button-group-block = Block for good
group-decided-admitted = ✅ Approved: <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-refused = 🚪 Left: <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-blocked = 🚫 Left and blocked: <b>{ $title }</b> (<code>{ $id }</code>)
