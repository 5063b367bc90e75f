# The operators’ console in the browser

command-console = Console in the browser
console-is-off = The console is off. The operator switches it on with CONSOLE in the settings.
console-link =
    🔗 Your way into the console: { $address }
    It works once, within 2 minutes. Don’t pass it on.
console-buttons =
    🖥 The console. The button opens it here, the link in your browser.
    The link works once, within 2 minutes. Don’t pass it on.
button-console-app = 🖥 Open console
button-console-link = 🔗 Open in browser
console-ended =
    { $count ->
        [0] You weren’t signed in to the console anywhere.
        [one] You’re signed out of the console in { $count } browser.
       *[other] You’re signed out of the console in { $count } browsers.
    }

console-title = Console
console-skip = Skip to the content
console-navigation = Sections
console-signed-in = Your role: { $role }
console-role-owner = owner
console-role-money = money
console-role-support = support
console-role-viewer = viewer
console-utc = All times are UTC.
console-sign-out = Sign out
console-sign-out-everywhere = Sign out everywhere
console-left = You’re signed out
console-left-about = You can close this page. /console in the chat gives a new link.
console-refused-title = Nothing was changed
console-refused = This isn’t possible now.

console-enter-title = Sign in to the console
console-enter-about = The link works once, within 2 minutes.
console-enter-app = Telegram confirms that it’s you.
console-enter-button = Sign in
console-enter-failed = This link or button doesn’t count any more. Send /console in the chat for a new one.
console-enter-script = Signing in needs JavaScript; no other page does.

console-overview = Overview
console-generations = Generations
console-log = Log
console-any = any
console-show = Show
console-open = Open
console-older = Older ones
console-none = Nothing here.
console-forgotten = forgotten
console-person-id = User ID
console-generation-number = Number of a generation

console-figure-people = People
console-figure-today = Active today
console-figure-week = Active in 7 days
console-figure-month = Active in 30 days
console-figure-groups = Groups
console-figure-captured = Credits spent
console-figure-held = Credits held
console-figure-available = Credits available
console-figure-paid = Of these, paid
console-figure-free-today = Free credits today
console-days = Last 14 days
console-days-table = What ended on each day (UTC); cancelled generations aren’t counted
console-chart-made = Generations with a result
console-chart-success = Success, %
console-chart-stars = Stars received
console-chart-about = Total { $total }; the most is { $most } on { $day }.
console-chart-least = The least is { $least } %.
console-column-day = Day
console-column-made = With a result
console-column-failed = Failed
console-column-success = Success
console-column-stars = Stars
console-column-state = State
console-column-model = Model
console-column-person = Person
console-column-credits = Credits
console-column-at = When
console-column-detail = Detail
console-column-entry = Entry
console-column-bucket = Which credits
console-column-by = Who
console-column-act = Act
console-column-subject = About
console-column-before = Before
console-column-after = After
console-generations-table = The newest first, 50 on a page
console-generation-title = Generation #{ $number }
console-words = Prompt
console-steps = Steps
console-steps-table = Every state with its time
console-entries = Ledger
console-entries-table = How credits moved for it
console-entry-grant = given
console-entry-hold = held
console-entry-capture = spent
console-entry-release = returned
console-entry-purchase = bought
console-entry-refund = taken back
console-entry-expire = expired
console-entry-transfer = moved
console-bucket-allowance = free
console-bucket-bought = bought or given
console-fact-price = Price, credits
console-fact-captured = Spent, credits
console-fact-expected = Expected at KIE, credits
console-fact-taken = Taken by KIE, credits
console-fact-attempts = Submissions
console-fact-deliveries = Deliveries begun
console-fact-references = Files sent along
console-fact-results = Results in the chat
console-fact-task = Task at KIE
console-fact-failure = Failure
console-log-table = Each change by operators, the newest first
log-act-console = Console
