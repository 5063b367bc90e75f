# For operators: groups

stats-groups = Groups: { $count }
command-groups = Groups: who they are, what they spend
grant-group-done =
    { $amount ->
        [one] Given: { $amount } credit to the purse of <code>{ $id }</code>. It has { $available } now.
       *[other] Given: { $amount } credits to the purse of <code>{ $id }</code>. It has { $available } now.
    }
grant-group-taken =
    { $amount ->
        [one] Taken back: { $amount } credit from the purse of <code>{ $id }</code>. It has { $available } now.
       *[other] Taken back: { $amount } credits from the purse of <code>{ $id }</code>. It has { $available } now.
    }
groups-title =
    { $count ->
        [one] 👥 <b>{ $count } group</b>, and what its members spent of its purse this month
       *[other] 👥 <b>{ $count } groups</b>, and what their members spent of the purse this month
    }
groups-none = I am in no group yet.
groups-id = <code>{ $id }</code>
groups-asked = ⏳ Waits for your answer.
groups-admitted = ✅ I work there.
groups-refused = 🚪 Turned away; adding me again asks you again.
groups-blocked = 🚫 Barred: adding me again changes nothing.
groups-away = 💤 I was let in, but I am not there now. The purse is kept.
groups-added-by = Added by { $name } (<code>{ $id }</code>)
groups-spent =
    { $members ->
        [one] This month: { $count } spent by { $members } member
       *[other] This month: { $count } spent by { $members } members
    }
groups-grant = Give: <code>/grant { $id } 100</code>
button-bar = Bar for good
group-decided-admitted = ✅ Let in: <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-refused = 🚪 Left: <b>{ $title }</b> (<code>{ $id }</code>)
group-decided-blocked = 🚫 Left for good: <b>{ $title }</b> (<code>{ $id }</code>)
