# How long something takes
# A narrow no-break space keeps the unit beside its number.

time-usual-seconds = usually { $span } s
time-usual-minutes = usually { $span } min
time-about-seconds = about { $span } s
time-about-minutes = about { $span } min
