# Сколько это длится

time-usual-seconds = обычно { $span } с
time-usual-minutes = обычно { $span } мин
time-about-seconds = около { $span } с
time-about-minutes = около { $span } мин
