# Сколько это длится
# Узкий неразрывный пробел держит единицу рядом с числом.

time-usual-seconds = обычно { $span } с
time-usual-minutes = обычно { $span } мин
time-about-seconds = около { $span } с
time-about-minutes = около { $span } мин
