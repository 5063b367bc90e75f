# Reports of results

refusal-nothing-to-report = Reply with /report to a result that was made here, with a few words if you like.
refusal-own-result = That is your own result. To delete it, tap More below it.
refusal-reported-before = You have reported this result already. Thank you.
refusal-too-many-reports =
    { $maximum ->
        [one] You can report { $maximum } result a day. More tomorrow.
       *[other] You can report { $maximum } results a day. More tomorrow.
    }
refusal-report-gone = This report is no longer here.
refusal-report-decided = Another operator was faster. This is how it stands now.
refusal-maker-forgotten = Its author’s data was deleted: there is no one to block.
button-report = 🚩 Report
report-question = 🚩 <b>What is wrong with it?</b>
    Only the operator of this bot sees your report, not the author.
button-report-illegal = It is illegal
button-report-person = It shows a real person
button-report-violence = Violence or sex
button-report-other = Spam or something else
button-report-leave = Cancel
toast-reported = Reported. Thank you!
report-thanks = Thank you. The operator will look at it.
button-report-answer = Tell me the outcome
report-answer-later = You’ll read the outcome in our private chat.
report-state-dismissed = The operator has looked at it and found nothing wrong.
report-state-blocked = The operator has blocked its author.
report-state-deleted = The operator has deleted it.
report-outcome-dismissed = 🚩 You reported result #{ $id } ({ $model }). The operator has looked at it and found nothing wrong.
report-outcome-blocked = 🚩 You reported result #{ $id } ({ $model }). The operator has blocked its author. Thank you!
report-outcome-deleted = 🚩 You reported result #{ $id } ({ $model }). The operator has deleted it. Thank you!
report-told-maker = 🗑 The operator has deleted your result #{ $id } ({ $model }): it breaks the rules, /terms. Its credits stay spent.

# For operators

command-reports = Reported results
log-act-reports = Report
log-value-dismissed = nothing wrong
log-value-deleted = deleted everywhere

report-notice =
    { $count ->
        [one] 🚩 { $count } reported result waits for a decision: /reports
       *[other] 🚩 { $count } reported results wait for a decision: /reports
    }
button-report-look = Look
reports-title = 🚩 <b>Reports</b>
reports-decided-title = 🚩 <b>Decided reports</b>
reports-none = Nothing here.
reports-line =
    <b>{ $number }.</b> #{ $id } · { $model } · { $kinds }
    { $person }
button-report-number = { $number }. #{ $id }
button-reports-open = Waiting
button-reports-decided = Decided
button-reports-list = ‹ Reports
report-card-title = 🚩 <b>#{ $id }</b> · { $model }
report-card-maker = By { $person }
report-card-is-blocked = ⛔ Blocked
report-card-group = In { $title } (<code>{ $id }</code>)
report-card-private = In a private chat
report-card-somewhere = The chat is no longer known
report-card-times = Made { $made } UTC, reported { $at } UTC
report-card-kinds = Reports: { $kinds }
report-kind-illegal = illegal { $count }
report-kind-person = a real person { $count }
report-kind-violence = violence or sex { $count }
report-kind-other = other { $count }
report-card-words = “{ $words }”
report-card-hidden = It has hidden words.
report-card-gone = Its person has deleted it: the media can’t be shown.
report-card-decided = <b>{ $state }</b>: { $person }, { $at } UTC
report-card-dismissed = Nothing wrong
report-card-blocked = Its author was blocked
report-card-deleted = Deleted everywhere
report-card-messages = Messages deleted: { $removed }. Telegram keeps: { $kept }.
button-report-delete = 🗑 Delete everywhere
button-report-delete-sure = Yes, delete for good
button-report-block = ⛔ Block with a reason
button-report-dismiss = ✓ Nothing wrong
report-delete-question = Delete result #{ $id } everywhere? Its messages, copies and examples go, its author reads that. This can’t be undone; credits stay spent.
report-block-question =
    Why do you block { $person }?
    They will read what you write now.
toast-report-ok = Closed: nothing wrong
toast-report-de = Deleted everywhere
