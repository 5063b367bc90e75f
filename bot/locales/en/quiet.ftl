# Quiet hours

quiet-title =
    <b>Quiet hours</b>
    Everything arrives without sound. News from the operator waits until they are over.
quiet-from = <b>Quiet hours</b> — from when on?
quiet-until = <b>Quiet hours</b> from { $time } — until when?
clock-title =
    <b>What’s your time zone?</b>
    Choose a city with the same time as yours, or type one, or an offset such as <code>+5:30</code>.
clock-title-offset = <b>How far is your clock from UTC?</b>
button-quiet-own = Other hours
button-quiet-none = No quiet hours
button-place = { $place }, { $time }
button-zone-other = Other time zone
button-clock-other = My clock is between these
button-clock-full = ‹ Full hours
value-quiet-none = none

# Cities that stand for their time zones
city-America-Chicago = Chicago
city-America-Denver = Denver
city-America-Los_Angeles = Los Angeles
city-America-New_York = New York
city-America-Sao_Paulo = São Paulo
city-Asia-Bangkok = Bangkok
city-Asia-Dubai = Dubai
city-Asia-Irkutsk = Irkutsk
city-Asia-Kamchatka = Kamchatka
city-Asia-Kolkata = Delhi
city-Asia-Magadan = Magadan
city-Asia-Novosibirsk = Novosibirsk
city-Asia-Omsk = Omsk
city-Asia-Shanghai = Beijing
city-Asia-Tashkent = Tashkent
city-Asia-Tokyo = Tokyo
city-Asia-Vladivostok = Vladivostok
city-Asia-Yakutsk = Yakutsk
city-Asia-Yekaterinburg = Yekaterinburg
city-Australia-Sydney = Sydney
city-Europe-Berlin = Berlin
city-Europe-Istanbul = Istanbul
city-Europe-Kaliningrad = Kaliningrad
city-Europe-Kyiv = Kyiv
city-Europe-London = London
city-Europe-Moscow = Moscow
city-Europe-Samara = Samara
city-Pacific-Auckland = Auckland
