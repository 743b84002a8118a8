# Woorden van de schermen. Taalniveau B1, weinig woorden, warm. Ids: scherm of onderdeel, dan wat het is.

app = Meedoen
loading = Even geduld…
close = Sluiten
cancel = Niet doen
back = Terug
undo = Terug
undo-done = Teruggezet.
undo-nothing = Er is niets om terug te zetten.
redo-done = Opnieuw gedaan.
redo-nothing = Er is niets om opnieuw te doen.
retry = Probeer opnieuw

## Opgeslagen
saved-at = Opgeslagen om { $time }
saving = Opslaan…
saved-nothing = Alles is opgeslagen
saved-already = Al opgeslagen om { $time }.
saved-failed =
    { $count ->
        [one] Eén veld is niet opgeslagen
       *[other] { $count } velden zijn niet opgeslagen
    }
saved-waiting =
    { $count ->
        [one] Eén ding van { $name } is nog niet opgeslagen
       *[other] { $count } dingen van { $name } zijn nog niet opgeslagen
    }
saved-waiting-why = Het wordt opgeslagen als { $name } het casusboek opent. Sluit Meedoen tot dan niet af.
save-again = Probeer het opslaan opnieuw

## Nummer dat een BSN kan zijn
draft-number-title = Hier staat misschien een burgerservicenummer.
draft-number-why = De tekst is bewaard als klad. Meedoen mag dit nummer niet bewaren. Is het een ander nummer? Schrijf het dan anders op.
draft-mask = Maak het nummer onleesbaar
draft-masked = Het nummer is onleesbaar gemaakt.

## Hoofdmenu
rail = Hoofdmenu
rail-today = Vandaag
rail-participants = Deelnemers
rail-settings = Instellingen

## Dagen
day-today = vandaag
day-yesterday = gisteren
day-tomorrow = morgen
day-placeholder = bijvoorbeeld 3 nov
day-today-button = Vandaag
day-problem-unreadable = Deze datum is niet te lezen. Je invoer staat er nog.
day-problem-no-such-month = Een jaar heeft 12 maanden. Je invoer staat er nog.
day-problem-no-such-day = { $month } heeft { $days } dagen. Je invoer staat er nog.
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Bovenbalk
find-placeholder = Zoek een mens of een notitie
new = Nieuw
new-what = Nieuw: deelnemer
new-participant = Nieuwe deelnemer
offline-mark = Zonder internet, alles staat hier
demo-mark = Verzonnen mensen
my-menu = Van mij
my-menu-of = { $initials }: menu van { $name }
lock-now = Vergrendel
keys-title = Toetsen

## Vandaag
greeting-morning = Goedemorgen { $name }.
greeting-afternoon = Goedemiddag { $name }.
greeting-evening = Goedenavond { $name }.
today-lead =
    { $todo ->
        [0] { $late ->
            [0] Alles van vandaag is klaar.
            [one] Eén ding is te laat.
           *[other] { $late } dingen zijn te laat.
        }
        [one] { $late ->
            [0] Nog één ding vandaag.
            [one] Nog één ding vandaag, en één ding is te laat.
           *[other] Nog één ding vandaag, en { $late } dingen zijn te laat.
        }
       *[other] { $late ->
            [0] Nog { $todo } dingen vandaag.
            [one] Nog { $todo } dingen vandaag, en één ding is te laat.
           *[other] Nog { $todo } dingen vandaag, en { $late } dingen zijn te laat.
        }
    }
today-late = Te laat
today-title = Vandaag
today-week = Deze week
today-done = { $done } van { $of } klaar
today-clocks = Klokken
today-quiet = Niets te doen deze week
today-quiet-do = Kijk bij Deelnemers wie je wilt spreken.
nobody-yet = Nog geen mensen
nobody-yet-do = Voeg de eerste deelnemer toe. Een roepnaam is genoeg.
nobody-yet-wait = Zodra een jobcoach iemand toevoegt, staat die hier.
task-start-guidance = Begin van de begeleiding vastleggen
task-start-work = Eerste werkdag vastleggen
task-first-conversation = Eerste gesprek met plaatjes
task-go-on-conversation = Gesprek met plaatjes afmaken
task-assess = Beoordeling
task-go-on-assessment = Beoordeling afmaken
task-discuss-assessment = Beoordeling bespreken
task-meeting = Afspraak
task-review-arrangement = Werkafspraak opnieuw bekijken
task-sign-assessment = Beoordeling ondertekenen
task-licence-ends = Rijbewijs is straks niet meer geldig
task-with-moment = { $task }, { $moment }
task-do-start-guidance = Vastleggen
task-do-start-work = Vastleggen
task-do-first-conversation = Begin gesprek
task-do-go-on-conversation = Ga verder
task-do-assess = Beoordelen
task-do-go-on-assessment = Ga verder
task-do-discuss-assessment = Bespreken
task-do-meeting = Bekijken
task-do-review-arrangement = Bekijken
task-do-sign-assessment = Ondertekenen
task-do-licence-ends = Bekijken
task-do-for = { $do }: { $name }
task-done = klaar
task-was-due =
    { $days ->
        [one] { $name } · had { $day } gemoeten, 1 dag te laat
       *[other] { $name } · had { $day } gemoeten, { $days } dagen te laat
    }
task-in-minutes =
    { $minutes ->
        [one] { $name } · over 1 minuut
       *[other] { $name } · over { $minutes } minuten
    }
moment-week-2 = week 2
moment-week-6 = week 6
moment-week-12 = week 12
moment-transition = bij een overgang
moment-other = ander moment

## Klokken
clocks-work = Binnen drie weken aan het werk
clocks-work-none = Niemand wacht op een eerste werkdag.
clocks-handover = Vijftien maanden begeleiding
clocks-handover-none = Bij niemand loopt de begeleiding binnenkort af.
clock-day = dag { $day }
clock-month = maand { $month }
clock-count-days = { $count } van { $of } dagen
clock-count-months = { $count } van { $of } maanden
clock-reached = Gehaald, dag { $day }
clock-on-time = Op tijd
clock-last-day = Vandaag de laatste dag
clock-left =
    { $days ->
        [one] Nog 1 dag
       *[other] Nog { $days } dagen
    }
clock-late =
    { $days ->
        [one] 1 dag te laat
       *[other] { $days } dagen te laat
    }
milestone-guidance-started-on-question = Wanneer begon de begeleiding van { $name }?
milestone-guidance-started-on-done = Vastgelegd: begeleiding van { $name } begon { $day }.
milestone-work-started-on-question = Wanneer was de eerste werkdag van { $name }?
milestone-work-started-on-done = Vastgelegd: eerste werkdag van { $name } was { $day }.
milestone-day = Dag
milestone-record = Vastleggen

## Zoeken en nieuw
find-title = Zoeken
find-count =
    { $count ->
        [0] Niets gevonden
        [one] 1 gevonden
       *[other] { $count } gevonden
    }
find-new = Nieuwe deelnemer: { $name }
found-by-spelling = andere spelling
found-note = notitie
found-conversation = gesprek
new-participant-lead = Een roepnaam is genoeg. De rest komt later.
new-participant-nameless = Vul een roepnaam in. Eén naam is genoeg.
new-participant-add = Voeg toe
new-participant-done = { $name } staat erbij.
lookalike-title = Misschien dezelfde persoon
lookalike-by-spelling = klinkt hetzelfde
lookalike-same-letters = dezelfde letters

## Toetsen
keys-lead = Alles kan ook zonder muis.
keys-find = Zoek een mens of een notitie
keys-new = Nieuwe deelnemer
keys-print = Druk af wat je ziet
keys-undo = Maak het laatste ongedaan
keys-redo = Doe het opnieuw
keys-save = Zegt wanneer het is opgeslagen
keys-lock = Vergrendel
keys-back = Terug naar de vorige plek
keys-close = Sluit wat open is
keys-arrows = Door lijsten, tabs en dagdelen
keys-help = Dit overzicht
arrow-left = pijl naar links
arrow-right = pijl naar rechts
arrow-up = pijl omhoog
arrow-down = pijl omlaag
print-nothing = Van deze plek is geen afdruk. Open een deelnemer of een beoordeling.

## Deelnemers
participants-title = Deelnemers
participants-total =
    { $total ->
        [one] 1 mens
       *[other] { $total } mensen
    }
participants-shown =
    { $total ->
        [one] { $shown } van 1 mens
       *[other] { $shown } van { $total } mensen
    }
participants-narrow = Zoek in de lijst
participants-find = Zoek op naam
participants-none = Niemand gevonden
participants-none-do = Probeer een deel van de naam, of kijk bij alle mensen.
participants-widen = Toon alle mensen
phases-all = Alle
phases-waiting = Wacht op begin
phases-guided = Begeleiding
phases-working = Aan de slag
phases-after = Nazorg
language-any = Alle talen
language-unknown = Nog niet bekend
last-assessment = Beoordeeld

## Talen
language-nl = Nederlands
language-en = Engels
language-ar = Arabisch
language-ti = Tigrinya
language-fa = Farsi
language-prs = Dari
language-ps = Pasjtoe
language-ckb = Koerdisch (Sorani)
language-kmr = Koerdisch (Kurmanci)
language-uk = Oekraïens
language-tr = Turks
language-so = Somalisch
language-fr = Frans

## Velden van een deelnemer
call-name = Roepnaam
call-name-hint = Vraag: hoe wil je heten?
official-name = Naam op de pas
official-name-hint = Mag later. Een achternaam hoeft niet.
talks-language = Praat graag
arrived-on = Aangekomen in Westland
arrived-on-hint = Dag 0 van alle klokken. Mag later.
phase = Fase
phase-expected = Verwacht
phase-arrived = Aangekomen
phase-guided = In begeleiding
phase-internal-track = Intern leertraject
phase-external-track = Extern leertraject
phase-work-experience = Werkervaringsplaats
phase-paid-work = Betaald werk
phase-study = Studie
phase-aftercare = Nazorg
phase-closed = Afgesloten

## Deelnemer
tabs = Onderdelen
tab-line = Lijn
tab-who = Wie
tab-can = Kan
tab-wants = Wil
tab-available = Beschikbaar
tab-work = Werk
tab-assessments = Beoordelingen
tab-papers = Papieren
say-name = Zeg: { $sound }
called = Roepnaam { $name }
coached-by = Coach: { $name }
client-number = Cliëntnummer
client-number-is = Cliëntnummer { $number }
dutch-at-level = Nederlands { $level }
note = Notitie
assess = Beoordelen
conversation = Gesprek
fact-work = Werk binnen 3 weken
fact-handover = 15 maanden · dag { $day }
fact-not-arrived = Nog niet aangekomen
fact-last-note = Laatste notitie, { $day }
fact-no-note = Nog geen notitie
fact-write-note = Schrijf de eerste
quoted = “{ $text }”
phase-unknown = Nog niet bekend
yes = ja
no = nee
choose = Kies…
choice-none = Niet ingevuld
value-none = leeg
add = Voeg toe
added = { $what } staat erbij.
remove = Haal weg
remove-what = Haal weg: { $what }
removed = { $what } is weggehaald.
add-free = Voeg “{ $words }” toe
add-nothing = Niets gevonden
add-placeholder = Typ of kies
minutes = { $minutes } min
age = { $least } jaar
age-range = { $least } of { $most } jaar
under-27-yes = onder de 27
under-27-no = 27 of ouder
under-27-unsure = onder de 27: onzeker

## Lijn
line-title = Doorlopende lijn
line-show = Toon
line-all = Alles
line-talks = Gesprekken
line-work = Werk
line-notes = Notities
line-today = Vandaag
line-empty = Nog niets op de lijn
line-empty-do = Begin een gesprek met plaatjes, of schrijf een notitie.
line-more =
    { $count ->
        [one] Toon nog 1 ouder ding
       *[other] Toon nog { $count } oudere dingen
    }
milestone-arrived = Aangekomen in Westland
milestone-guidance-started = Begin van de begeleiding
milestone-work-started = Eerste werkdag
milestone-explained = Uitgelegd wat we bewaren, en wie het ziet
milestone-closed = Begeleiding afgesloten
entry-meeting = Afspraak
entry-meeting-past = Afspraak was
entry-meeting-at = { $time } uur
entry-note = Notitie
entry-note-corrects = Verbeterde notitie
entry-open = nog open
entry-unsigned = nog niet ondertekend
entry-conversation = Verteld met plaatjes
entry-conversation-open = Gesprek met plaatjes
entry-by = door { $author }
entry-by-in = door { $author }, { $department }
entry-drawing = Tekening
entry-drawing-to-come = Deze tekening is nog onderweg van het kantoor.
interpreter-none = zonder tolk
interpreter-professional = met tolk
interpreter-telephone = tolk aan de telefoon
interpreter-fellow-refugee = tolk uit de groep
interpreter-app = vertaal-app
told-years =
    { $years ->
        [one] { $card }, 1 jaar
       *[other] { $card }, { $years } jaar
    }
told-choice = { $card }: { $choice }
told-now = { $card }, nu
told-later = { $card }, later
told-both = { $card }, nu en later
told-goes-well = { $card } gaat goed
told-a-little = { $card }: een beetje lastig
told-is-hard = { $card } is lastig
moved-to = naar
moved-equal = { $count } gelijk
now-title = Nu
climb-title = Klimpad
climb-before = vroeger
climb-now = nu
climb-later = straks
climb-nothing-yet = Nog geen plek
told-title = Zelf verteld over werk
told-extent-fine = { $what } kan
told-extent-limited = { $what }: een beetje
told-extent-avoid = { $what }: liever niet

## Notitie
note-title = Notitie over { $name }
note-text = Wat wil je onthouden?
note-hint = Alleen over werk. Geen ziekte, geen geloof, geen BSN.
note-later = Je kunt ook sluiten en later verdergaan.
note-finish = Klaar
note-closed = De notitie is klaar. Verbeteren kan met een nieuwe.
note-go-on = Ga verder
note-correct = Verbeter

## Geschiedenis
history-open = Wat stond hier eerder?
history-of = Geschiedenis van { $name }
history-lead = Wie wat heeft ingevuld, en wanneer. Een oude waarde kun je terugzetten.
history-none = Hier is nog niets veranderd.
history-now = staat er nu
history-put-back = Zet terug
history-put-back-value = Zet terug: { $value }
history-done = De oude waarde staat er weer.

## Wie
who-names = Naam
who-name-parts = Delen van de naam
who-name-parts-lead = In de volgorde van de pas. Een achternaam hoeft niet.
who-language = Taal
who-reach = Bereiken
who-file = Dossier
official-name-who-hint = Precies zoals op de pas.
own-script-name = Naam in eigen schrift
own-script-name-hint = Laat schrijven, of schrijf over.
pronunciation = Zo klinkt de naam
pronunciation-hint = In Nederlandse letters, bijvoorbeeld sa-MIER.
name-part-nr = Deel { $place }
name-part-role = Wat is het?
name-part-add = Nog een deel
name-part-raise = Zet naar voren: { $part }
name-part-raised = De volgorde is veranderd.
role-own = eigen naam
role-father = naam van vader
role-grandfather = naam van grootvader
role-family = familienaam
role-unknown = weet ik niet
lookalike-colleague = { $name } begeleidt misschien dezelfde persoon. Overleg samen.
lookalike-of = Iemand anders heeft een naam die erop lijkt. Kijk of het dezelfde persoon is.
birth = Geboren
birth-lead = Vul in wat je weet. Alleen een jaar is ook goed.
birth-day = Geboren: dag
birth-month = Geboren: maand
birth-year = Geboren: jaar
birth-calendar = Geboren: kalender
birth-source = Geboren: bron
date-day = Dag
date-month = Maand
date-year = Jaar
date-calendar = Kalender
date-source = Waar komt het van?
birth-unknown = Onbekend
birth-western = In onze kalender: { $day }
birth-western-range = In onze kalender: { $first } tot en met { $last }
birth-needs-year = Vul ook een jaar in. Je invoer staat er nog.
birth-short-year = Een jaar heeft vier cijfers. Je invoer staat er nog.
birth-needs-month = Vul ook een maand in, of laat de dag leeg.
birth-no-such-month = Deze kalender heeft { $months } maanden. Je invoer staat er nog.
birth-no-such-day = Deze maand heeft { $days } dagen. Je invoer staat er nog.
birth-calendar-gregorian = Onze kalender
birth-calendar-solar-hijri = Iran en Afghanistan
birth-calendar-ethiopian = Eritrea en Ethiopië
birth-source-pass = van de pas
birth-source-self = zelf verteld
birth-source-estimated = geschat
month-solar-hijri-1 = 1 Farvardin, Hamal
month-solar-hijri-2 = 2 Ordibehesht, Sawr
month-solar-hijri-3 = 3 Khordad, Jawza
month-solar-hijri-4 = 4 Tir, Saratan
month-solar-hijri-5 = 5 Mordad, Asad
month-solar-hijri-6 = 6 Shahrivar, Sonbola
month-solar-hijri-7 = 7 Mehr, Mizan
month-solar-hijri-8 = 8 Aban, Aqrab
month-solar-hijri-9 = 9 Azar, Qaws
month-solar-hijri-10 = 10 Dey, Jadi
month-solar-hijri-11 = 11 Bahman, Dalw
month-solar-hijri-12 = 12 Esfand, Hut
month-ethiopian-1 = 1 Meskerem
month-ethiopian-2 = 2 Tikimti
month-ethiopian-3 = 3 Hidar
month-ethiopian-4 = 4 Tahsas
month-ethiopian-5 = 5 Tiri
month-ethiopian-6 = 6 Lekatit
month-ethiopian-7 = 7 Megabit
month-ethiopian-8 = 8 Miyazya
month-ethiopian-9 = 9 Ginbot
month-ethiopian-10 = 10 Sene
month-ethiopian-11 = 11 Hamle
month-ethiopian-12 = 12 Nehase
month-ethiopian-13 = 13 Paguemen
reads-language = Leest graag
wording = Vragen in de eigen taal
wording-hint = Sommige talen vragen een man en een vrouw anders.
wording-neutral = Maakt niet uit
wording-female = Voor een vrouw
wording-male = Voor een man
phone = Telefoon
email = E-mail
town = Woonplaats
municipal-file-number = Dossiernummer van de gemeente
municipal-file-number-hint = Geen BSN.
explained-on = Uitgelegd op
explained-on-hint = Wat we bewaren, en wie het mag zien. Dit is uitleg, geen toestemming.

## Kan
can-languages = Talen
can-reading = Lezen en schrijven
can-school = School
can-work = Werk van vroeger
can-work-add = Werk toevoegen
can-skills = Wat gaat goed
can-skills-add = Iets toevoegen dat goed gaat
language-add = Taal toevoegen
understands = Verstaan
understands-none = niet
understands-little = beetje
understands-well = goed
speaks = Spreken
speaks-none = niet
speaks-little = beetje
speaks-well = goed
reads = Lezen
reads-none = niet
reads-little = beetje
reads-well = goed
reads-own = Lezen in de eigen taal
reads-own-none = niet
reads-own-little = beetje
reads-own-well = goed
reads-latin = Onze letters
reads-latin-none = kent de letters niet
reads-latin-alfa-a = Alfa A: kent letters
reads-latin-alfa-b = Alfa B: leest woorden
reads-latin-alfa-c = Alfa C: leest zinnen
reads-latin-literate = leest en schrijft
dutch-level = Niveau Nederlands
dutch-level-hint = Jouw schatting, of van school.
dutch-level-a1- = onder A1
school-years = Jaren op school
has-diploma = Is er een diploma op papier?
has-diploma-hint = Maak geen kopie.
education-add = School toevoegen
education-subject = Vak of richting
country = Land
years = Jaren
finished = Afgemaakt
papers = Papieren erbij
years-of =
    { $years ->
        [one] 1 jaar
       *[other] { $years } jaar
    }
description = Meer erover
level-none = Geen school
level-primary = Basisschool
level-secondary = Middelbare school
level-vocational = Vakschool
level-university = Universiteit

## Wil
wants-goal = Doel
wants-goal-lead = In de woorden van de deelnemer zelf.
wants-work = Werk dat iemand wil
wants-add = Wens toevoegen
goal = Waar werkt iemand naartoe?
horizon = Wanneer?
horizon-now = nu
horizon-later = later
horizon-both = nu en later
school-first-prompt = School gaat dan misschien voor. Praat erover: eerst school, eerst werk, of samen?

## Beschikbaar
available-week = Dagdelen
available-none = Nog geen rooster. Begin er een, en tik aan wanneer iemand werkt, leert of vrij is.
available-new = Begin een rooster
available-new-again = Nieuw rooster vanaf vandaag
available-new-done = Het nieuwe rooster begint vandaag.
available-earlier = Eerder
available-travel = Naar het werk
week-from = Vanaf { $from }
week-from-until = { $from } tot en met { $until }
valid-from = Geldt vanaf
valid-until = Geldt tot en met
valid-until-hint = Leeg: geldt nog.
half-days = Dagdelen
half-days-how = Kies hier een kleur, tik daarna op de dagdelen. Nog een tik haalt het weg.
status-free = vrij
status-lesson = les
status-work = werk
status-care = zorg
status-school = school
status-appointment = afspraak
status-unknown = weet niet
weekday-mon = maandag
weekday-tue = dinsdag
weekday-wed = woensdag
weekday-thu = donderdag
weekday-fri = vrijdag
weekday-sat = zaterdag
weekday-sun = zondag
weekday-short-mon = ma
weekday-short-tue = di
weekday-short-wed = wo
weekday-short-thu = do
weekday-short-fri = vr
weekday-short-sat = za
weekday-short-sun = zo
part-morning = Ochtend
part-afternoon = Middag
part-evening = Avond
mode-foot = lopen
mode-bicycle = fiets
mode-moped = brommer
mode-bus = bus
mode-car = auto
mode-ride-along = meerijden
travel-minutes-most = Hoe lang mag de reis zijn, in minuten?
earliest-start-minutes = Vanaf hoe laat kan iemand beginnen?
time-placeholder = bijvoorbeeld 7:30
time-unreadable = Deze tijd is niet te lezen. Je invoer staat er nog.
wants-cycling-lessons = Wil fietsles
licence = Rijbewijs
licence-hint = Van buiten de EU: geldig tot 185 dagen na de vestiging.
licence-none = geen
licence-foreign = buitenlands
licence-dutch = Nederlands
licence-categories = Categorieën
licence-categories-hint = Bijvoorbeeld B, of BE.

## Werk
work-where = Plek
work-steps = Stappen en data
work-steps-lead = De klokken tellen vanaf de dag van aankomst.
department = Afdeling of bedrijf
department-hint = Waar iemand nu werkt.
expected-on = Verwacht op
guidance-started-on = Begeleiding begonnen
work-started-on = Eerste werkdag
closed-on = Afgesloten op
clock-of-guidance = Begeleiding binnen 3 weken
clock-of-work = Werk binnen 3 weken
clock-of-handover = 15 maanden begeleiding
arrangements = Werkafspraken
arrangements-lead = Waar het werk rekening mee houdt. Nooit een ziekte of medicijn.
arrangement-add = Werkafspraak toevoegen
arrangement-words = Geen woorden over ziekte.
subject-standing = staan
subject-sitting = zitten
subject-lifting = tillen
subject-kneeling = knielen
subject-cold = kou
subject-heat = warmte
subject-height = hoogte
subject-noise = lawaai
subject-quiet-place = rustige plek
subject-extra-break = extra pauze
subject-half-days-a-week = dagdelen per week
subject-hours-a-day = uren per dag
subject-evening-and-night = avond en nacht
subject-guidance-beside = begeleiding ernaast
extent = Hoe ver kan het?
extent-fine = gaat goed
extent-limited = beperkt
extent-avoid = liever niet
amount-kilograms = Hoeveel kilo hooguit?
amount-kilograms-most = hooguit { $amount } kilo
amount-half-days = Hoeveel dagdelen per week?
amount-half-days-most =
    { $amount ->
        [one] hooguit 1 dagdeel per week
       *[other] hooguit { $amount } dagdelen per week
    }
amount-hours = Hoeveel uur per dag?
amount-hours-most = hooguit { $amount } uur per dag
source = Hoe weten we dit?
source-self = zelf verteld
source-agreed-with-doctor = afgesproken met arts
source-seen-at-work = gezien op het werk
review-on = Opnieuw bekijken op
review-on-day = opnieuw bekijken op { $day }

## Beoordelingen en papieren
assessment-new = Nieuwe beoordeling
assessment-moment = Welk moment?
assessment-signed = ondertekend
assessments-none = Nog geen beoordeling
assessments-none-do = De eerste is na twee weken werk.
discussed-on-day = besproken op { $day }
print = Afdrukken
print-what = Afdrukken: { $what }
papers-for-person = Voor { $name }
papers-for-others = Voor gemeente en werkgever
papers-none = Nog niets om af te drukken
papers-none-do = Na een gesprek of een ondertekende beoordeling staan hier de papieren.
paper-conversation = Dit heb je verteld
paper-my-assessment = Mijn beoordeling in plaatjes, { $moment }
paper-assessment = Beoordeling, { $moment }
paper-in-dutch = Nederlands
paper-in-two = Nederlands en { $language }
preview-open = Bekijk
preview-what = Bekijk: { $what }

## Start
locale = Taal van het scherm
locale-lead = De woorden voor deelnemers blijven in hun eigen taal.
welcome-title = Welkom
welcome-lead = Meedoen is het casusboek van de jobcoach. Samen met de deelnemer, met plaatjes.
welcome-here = Alles staat op deze computer. Internet is niet nodig.
welcome-locked = Alles is op slot, met een wachtzin die jij kiest.
welcome-saved = Wat je typt of aantikt, is meteen opgeslagen.
welcome-create = Begin een casusboek
welcome-demo = Rondkijken met verzonnen mensen
welcome-demo-hint = Rondkijken kan altijd. Er blijft niets van bewaard.
create-title = Een nieuw casusboek
create-name = Naam van het casusboek
create-name-proposal = Casusboek Westland
create-name-missing = Geef het casusboek een naam.
create-member = Jouw naam
create-member-hint = Zo zien collega's wie iets heeft opgeschreven.
create-member-missing = Vul je naam in.
create-do = Maak het casusboek
create-busy = Het casusboek wordt gemaakt…
passphrase = Wachtzin
passphrase-new = Nieuwe wachtzin
passphrase-again = Nog een keer dezelfde wachtzin
passphrase-hint = Ten minste { $least } tekens. Vier woorden achter elkaar onthoud je makkelijk. Plakken mag.
passphrase-length = Lengte van de wachtzin
passphrase-short = nog te kort
passphrase-long-enough = lang genoeg
passphrase-differs = De twee wachtzinnen zijn niet gelijk.
passphrase-show = Toon de wachtzin
passphrase-hide = Verberg de wachtzin
caps-lock = Caps Lock staat aan.
key-title = Je herstelsleutel
key-lead = Vergeet je je wachtzin, dan is dit de enige weg naar binnen. Je ziet hem nu één keer.
key-label = Herstelsleutel
key-keep = Druk het blad af, of schrijf de sleutel over. Bewaar hem op een veilige plek, niet bij deze computer.
key-written = Ik heb de sleutel bewaard
unlock-title = Welkom terug
unlock-lead = Het casusboek is op slot.
unlock-do = Open
unlock-busy = Wordt geopend…
unlock-forgotten = Wachtzin vergeten?
unlock-folder = Het casusboek staat in { $folder }
recover-title = Met de herstelsleutel
recover-lead = Pak het herstelblad erbij, en kies een nieuwe wachtzin.
recover-key = Herstelsleutel
recover-key-hint = Streepjes en hoofdletters hoeven niet.
recover-key-missing = Vul de sleutel van het blad in.
recover-do = Open het casusboek

## Afdrukken
sheet-assessment = Beoordeling
sheet-my-assessment = Mijn beoordeling in plaatjes
sheet-conversation = Dit heb je verteld
sheet-recovery-sheet = Herstelblad
sheet-look = Bekijk het blad
sheet-open = Openen
sheet-save = Bewaren
sheet-saved = Bewaard als { $file }
sheet-printed = Naar de printer gestuurd: { $printer }
sheet-language = Taal op papier
sheet-only-dutch = Alleen Nederlands
sheet-pages =
    { $pages ->
        [one] 1 bladzijde
       *[other] { $pages } bladzijden
    }
sheet-shown = Het blad
sheet-page = Bladzijde { $page }
sheet-zoom = Grootte
sheet-bigger = Groter
sheet-smaller = Kleiner
sheet-making = Het blad wordt gemaakt…
sheet-broken = Het blad kan hier niet getoond worden. Bewaren en openen kan wel.
sheet-missing = Deze tekens ontbreken op het papier
printer = Printer
printers-none = Er is geen printer gevonden. Je kunt het blad wel bewaren als bestand.

## Instellingen
settings-general = Algemeen
settings-users = Gebruikers
settings-safety = Veilig
settings-about = Over Meedoen
lock-title = Op slot
lock-after =
    { $minutes ->
        [one] Na 1 minuut zonder aanraking gaat het casusboek vanzelf op slot.
       *[other] Na { $minutes } minuten zonder aanraking gaat het casusboek vanzelf op slot.
    }
keys-show = Toon de toetsen
users-lead = Wie met dit casusboek werkt, en wie er een sleutel van heeft.
user-add = Nieuwe gebruiker
user-add-lead = Iedereen heeft een eigen wachtzin.
user-name = Naam
user-name-missing = Vul een naam in.
user-role = Rol
user-passphrase = Wachtzin voor deze gebruiker
user-me = dat ben jij
user-keyless = geen sleutel meer
user-key-remove = Neem sleutel af
user-key-remove-of = Neem sleutel af: { $name }
user-key-remove-title = Sleutel van { $name } afnemen?
user-key-remove-lead = { $name } kan dit casusboek dan niet meer openen. Wat { $name } heeft geschreven, blijft staan. Dit kun je niet terugdraaien.
user-key-removed = { $name } kan het casusboek niet meer openen.
role-coach = jobcoach
role-assistant = afdelingsassistent
role-lead = projectleider
role-account-manager = accountmanager
role-administrator = beheerder
role-of-coach = Ziet en schrijft alles van de eigen deelnemers.
role-of-assistant = Beoordeelt op de werkvloer. Ziet geen notities.
role-of-lead = Ziet alles, en de cijfers.
role-of-account-manager = Ziet alleen het werkprofiel.
role-of-administrator = Regelt gebruikers en reservekopieën. Ziet geen deelnemers.
passphrase-change = Verander de wachtzin
passphrase-change-lead = Alleen die van jou.
passphrase-current = Wachtzin van nu
passphrase-changed = Je wachtzin is veranderd.
snapshots = Reservekopieën
snapshots-lead = Meedoen maakt ze vanzelf, en probeert of ze opengaan. Ze zijn net zo op slot als het casusboek.
snapshots-none = Nog geen reservekopie.
snapshot-make = Maak er nu een
snapshot-busy = Wordt gemaakt…
snapshot-made = De reservekopie is gemaakt, en gaat open.
snapshot-verified = gaat open
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
about-version = Versie { $version }, casusboek { $schema }
about-folder = Waar het casusboek staat
about-folder-lead = Maak hier geen kopie van met de hand. Reservekopieën staan bij Veilig.
about-thanks = Met dank aan
about-licences = Licenties

## Kantoor
rail-office = Kantoor
office-none = Geen kantoor
office-none-lead = Alles staat op deze laptop. Dat mag zo blijven.
office-join-title = Aansluiten bij een kantoor
office-what = Met een kantoor werken collega's in hetzelfde casusboek, ieder op een eigen laptop. Meedoen bezorgt wat jij schrijft en haalt wat zij schrijven; zonder internet werk je gewoon door.
invitation = Uitnodiging
invitation-hint = Plak of typ de hele tekst die je van je beheerder kreeg. Hoofdletters, spaties en streepjes maken niet uit.
invitation-missing = Vul de uitnodiging in die je van je beheerder kreeg.
invitation-picture = Lees van een plaatje
invitation-picture-hint = Kreeg je een plaatje met een blokjescode? Kies dan dat bestand.
invitation-picture-busy = Wordt gelezen…
invitation-picture-read = De uitnodiging is gelezen. Je kunt nu aansluiten.
invitation-picture-none = Op dit plaatje staat geen code die te lezen is. Kies een scherper plaatje, of typ de tekst over.
invitation-picture-broken = Dit bestand is geen plaatje dat Meedoen kan openen. Kies een ander bestand, of typ de tekst over.
device-name = Naam van deze laptop
device-name-hint = Zo herkent je beheerder deze laptop.
device-name-proposal = Laptop van { $name }
device-name-missing = Geef deze laptop een naam.
office-join-shared-title = Jij bent hier nog geen lid
office-join-shared = Deze laptop is aangesloten, maar het kantoor kent jou nog niet. Wat jij schrijft, wacht daar tot je beheerder er iets over zegt. Vraag om een uitnodiging op jouw naam.
office-join = Aansluiten
office-join-busy = Wordt aangesloten…
office-joined = Deze laptop is aangesloten. De eerste uitwisseling begint.
office-joined-shared = Je bent lid. Wat jij schrijft, wordt nu bezorgd.
office-joined-unlock = Deze laptop is aangesloten. Open het casusboek opnieuw met je wachtzin.
office-part-state = Nu
office-part-versions = Twee versies
office-part-undelivered = Niet aangenomen
office-part-count = { $part } ({ $count })
office-delivered-at = Alles is bezorgd om { $time }
office-delivered-on = Alles is bezorgd, { $day } om { $time }
office-delivered-never = Er is nog niets uitgewisseld
office-delivered-lead = Wat jij schreef, is bij het kantoor. Ook dat van je collega's is hier.
office-waiting =
    { $count ->
        [one] 1 wijziging wacht
       *[other] { $count } wijzigingen wachten
    }
office-waiting-lead =
    { $count ->
        [one] Die staat veilig op deze laptop, en gaat vanzelf mee als het kantoor antwoordt.
       *[other] Ze staan veilig op deze laptop, en gaan vanzelf mee als het kantoor antwoordt.
    }
office-last = Laatste keer bezorgd: { $day } { $time }.
office-busy = Bezig: { $sent } bezorgd, { $received } ontvangen
office-busy-begin = Bezig: Meedoen vraagt het kantoor…
office-busy-lead = Je kunt gewoon doorwerken.
office-busy-of = { $sent } van { $of }
office-list-unreachable = Het kantoor antwoordt niet, dus dit is nu niet te zien. Er is niets veranderd. Controleer het internet, en probeer het opnieuw.
office-progress = Hoeveel er bezorgd is
office-stop = Stop
office-stopping = Stopt na dit antwoord…
office-exchange = Nu uitwisselen
office-filling = De eerste keer: het casusboek wordt gevuld
office-filling-lead = Dat kan even duren. Wat al binnen is, kun je gebruiken.
office-leaving = Veel dossiers gingen naar een collega
office-leaving-why =
    { $count ->
        [one] Eén onderdeel hoort niet meer bij jou en is al verborgen. Wat jij schreef, is bezorgd en bewaard bij het kantoor.
       *[other] { $count } onderdelen horen niet meer bij jou en zijn al verborgen. Wat jij schreef, is bezorgd en bewaard bij het kantoor. Het is veel, daarom vraagt Meedoen het eerst.
    }
office-let-go = Haal ze van deze laptop
office-clock-title = De klok van deze laptop klopt niet
office-clock-behind = De klok van deze laptop loopt { $amount } achter. Er gaat niets verloren. Zet de klok goed, dan kloppen de tijden die je ziet.
office-clock-ahead = De klok van deze laptop loopt { $amount } voor. Er gaat niets verloren. Zet de klok goed, dan kloppen de tijden die je ziet.
office-clock-minutes = { $count } minuten
office-clock-hours =
    { $count ->
        [one] 1 uur
       *[other] { $count } uur
    }
office-clock-days =
    { $count ->
        [one] 1 dag
       *[other] { $count } dagen
    }
office-about = Over deze aansluiting
office-name = Kantoor
office-device = Nummer van deze laptop
office-device-lead = Je beheerder vraagt ernaar als er iets met deze laptop is.
office-locked-title = Deze laptop is afgemeld
office-locked = Je beheerder heeft deze laptop afgemeld. Daarom zie je hier niemand meer. Wat jij hebt geschreven, wordt nog bezorgd: laat Meedoen open en houd internet aan. Klopt dit niet? Bel je beheerder.
office-locked-done = Je beheerder heeft deze laptop afgemeld. Daarom zie je hier niemand meer. Wat jij hebt geschreven, is bezorgd. Klopt dit niet? Bel je beheerder.
office-wiped-title = Deze laptop is afgemeld en leeg
office-wiped = Alles wat jij hebt geschreven, is bezorgd en bewaard bij het kantoor. Op deze laptop staat niets meer over mensen. Wil je hier weer werken? Vraag je beheerder om een nieuwe uitnodiging.
office-sign = Kantoor: { $state }.
office-sign-delivered = Bezorgd { $time }
office-sign-never = Nog niet bezorgd
office-sign-waiting =
    { $count ->
        [one] 1 wacht
       *[other] { $count } wachten
    }
office-sign-busy = Bezorgt nu
office-sign-revoked = Afgemeld
office-to-review =
    { $count ->
        [one] 1 tekst heeft twee versies
       *[other] { $count } teksten hebben twee versies
    }
office-to-review-why =
    { $count ->
        [one] Twee mensen schreven tegelijk iets anders. Kies welke versie blijft.
       *[other] Steeds schreven twee mensen tegelijk iets anders. Kies welke versie blijft.
    }
office-not-in-force =
    { $count ->
        [one] 1 wijziging is niet aangenomen
       *[other] { $count } wijzigingen zijn niet aangenomen
    }
look = Bekijken

## Twee versies
versions-lead = Hier schreven twee mensen iets anders, zonder dat van de ander te zien. Kies welke versie blijft. Ook de andere blijft bewaard.
versions-marked = Wat onderstreept is, staat alleen in die versie.
versions-none = Nergens staan twee versies
versions-none-do = Schrijven twee mensen tegelijk iets anders op? Dan zie je hier beide versies en kies je.
version-standing = Staat er nu
version-other = Andere versie
version-by = { $name }, { $day } { $time }
version-keep = Laat deze staan
version-take = Neem deze
version-keep-of = Laat deze staan: { $what }, van { $name }
version-take-of = Neem deze: { $what }, van { $name }
version-kept = De tekst blijft zoals hij is.
version-taken = De andere versie staat er nu.

## Niet aangenomen
undelivered-lead = Deze wijzigingen gelden niet voor je collega's. Wat je schreef, staat hier nog.
undelivered-none = Alles wat jij schreef, is aangenomen
undelivered-none-do = Neemt het kantoor iets niet aan? Dan staat hier wat, en waarom.
undelivered-waits = wacht op je beheerder
undelivered-refused = niet aangenomen
undelivered-written = geschreven { $day } { $time }
undelivered-because-other-kind = Op deze plek staat bij het kantoor iets anders. Schrijf het opnieuw op de goede plek, of vraag je beheerder.
undelivered-because-moved = Dit hoort bij het kantoor al bij iets anders, en kan niet verhuizen. Schrijf het zo nodig opnieuw.
undelivered-because-refused = Je beheerder heeft dit bekeken en niet aangenomen. Vraag waarom.
undelivered-because-with-its-unit = Dit ging samen met iets dat niet is aangenomen. Begin bij dat andere.
undelivered-because-out-of-scope = Deze deelnemer is niet bij jou in begeleiding. Je beheerder kijkt of het toch mag.
undelivered-because-unknown-member = Wie dit schreef, werkt volgens het kantoor niet op deze laptop. Je beheerder kijkt ernaar.
undelivered-because-revoked = Dit is geschreven nadat de laptop was afgemeld. Je beheerder kijkt ernaar.
undelivered-because-unplaced = Het kantoor weet nog niet bij wie dit hoort. Je beheerder kijkt ernaar.

## Leden van het kantoor
office-part-members = Leden
members-lead = Wie bij dit kantoor hoort, en als wat.
members-alone = Je bent nog alleen
members-alone-do = Nodig een collega uit. Dan werken jullie in hetzelfde casusboek.
member-invite = Nodig iemand uit
member-cases =
    { $count ->
        [0] nog geen deelnemers
        [one] 1 deelnemer
       *[other] { $count } deelnemers
    }
member-since = sinds { $day }
member-left = vertrokken { $day }
member-left-once = vertrokken
member-cases-left =
    { $count ->
        [one] 1 deelnemer wacht op een andere jobcoach
       *[other] { $count } deelnemers wachten op een andere jobcoach
    }
members-left = Vertrokken
member-menu = Wat je met { $name } kunt doen
member-another-device = Nodig uit voor nog een laptop
member-leave = Laat vertrekken
member-leave-title = Vertrekt { $name }?
member-leave-reads = { $name } leest en schrijft niets meer in dit casusboek, op geen enkele laptop.
member-leave-when = Een laptop hoort het zodra hij het kantoor bereikt. Wat { $name } daar tot dan toe schreef, telt nog mee.
member-leave-kept = Wat { $name } heeft geschreven, blijft staan. De deelnemers van { $name } wachten op een andere jobcoach.
member-leave-device = Komt de laptop niet terug? Meld hem dan ook af, bij Apparaten.
member-leave-gone = { $name } is vertrokken.
invite-title = Iemand uitnodigen
invite-lead = Je krijgt een uitnodiging om door te geven. Daarmee sluit iemand één laptop aan.
invite-name-hint = Zoals collega's haar of hem kennen.
invite-known = { $name } hoort er al bij. Deze uitnodiging is voor nog een laptop.
invite-known-role = { $name } is nu { $role }. Met deze uitnodiging wordt dat { $next }, op elke laptop.
invite-make = Maak de uitnodiging
invite-making = Wordt gemaakt…
invitation-of = Uitnodiging voor { $name }
invitation-terms = Voor één laptop, één keer, tot { $day }.
invitation-code = Blokjescode van deze uitnodiging
invitation-text = Tekst van de uitnodiging
invitation-once = Je ziet dit maar één keer. Geef de tekst of een foto van de code aan { $name }, en aan niemand anders.
invitation-copy = Kopieer de tekst
invitation-copied = De tekst is gekopieerd.
invitation-copy-by-hand = Kopiëren lukt hier niet vanzelf. De tekst is geselecteerd: druk op Ctrl+C.
invitation-done = Klaar

## Apparaten van het kantoor
office-part-devices = Apparaten
devices-lead = De laptops die bij dit kantoor horen. Wat er op een laptop nog wacht, weet alleen die laptop zelf.
devices-revoked = Afgemeld
device-nameless = Laptop { $number }
device-number = nummer { $number }
device-copied = nummer { $number }, teruggezet of gekopieerd van { $before }
device-seen = gezien { $day } { $time }
device-never-seen = nog nooit gezien
device-delivered =
    { $count ->
        [0] nog niets bezorgd
        [one] 1 wijziging bezorgd
       *[other] { $count } wijzigingen bezorgd
    }
device-own = deze laptop
device-silent = lang niet gezien
device-revoked-unheard = weet het nog niet
device-revoked-heard = op slot
device-revoke = Meld af
device-revoke-of = Meld af: { $device }
device-revoke-title = { $device } afmelden?
device-revoke-locks = Hij gaat op slot zodra hij het kantoor bereikt: niemand ziet er nog iets.
device-revoke-delivers = Wat er nog wacht, wordt bezorgd en komt in quarantaine. Jij beslist wat ervan telt.
device-revoke-wipes = Daarna wordt alles over mensen van die laptop gewist.
device-revoke-final = Dit kun je niet terugdraaien. Weer aansluiten kan alleen met een nieuwe uitnodiging.
device-revoke-do = Meld af en wis
device-revoked-done = { $device } is afgemeld.

## Quarantaine
office-part-quarantine = Quarantaine
quarantine-lead = Wat hier staat, telt nog nergens. Jij beslist.
quarantine-private = Van wat alleen een jobcoach mag weten, zie je hier alleen dat het er is.
quarantine-none = Er wacht niets
quarantine-none-do = Schreef iemand iets dat het kantoor niet zomaar mag aannemen? Dan staat het hier tot jij beslist.
quarantine-shown = De eerste { $shown } van { $total }. De rest komt als je hierover hebt beslist.
quarantine-by = { $member }, op { $device }
quarantine-stranger = Iemand die het kantoor niet kent
quarantine-written = geschreven { $day } { $time }
quarantine-because-out-of-scope = Deze deelnemer was niet bij de schrijver in begeleiding.
quarantine-because-unknown-member = De schrijver werkt volgens het kantoor niet op deze laptop.
quarantine-because-revoked = De laptop was al afgemeld toen dit kwam.
quarantine-because-unplaced = Het kantoor weet nog niet bij wie dit hoort.
quarantine-kind-unknown = Iets uit een nieuwere Meedoen
quarantine-field-unknown = Iets nieuws
quarantine-withheld = vertrouwelijk
quarantine-reference = iets anders uit het casusboek
quarantine-bare = Alleen dat het er is.
quarantine-more =
    { $count ->
        [one] En nog 1 onderdeel.
       *[other] En nog { $count } onderdelen.
    }
quarantine-release = Laat tellen
quarantine-release-with =
    { $count ->
        [one] Laat tellen, met 1 eerdere
       *[other] Laat tellen, met { $count } eerdere
    }
quarantine-release-of = { $do }: { $what }
quarantine-refuse = Neem niet aan
quarantine-refuse-of = Neem niet aan: { $what }
quarantine-what = { $kind }, van { $member }, { $day } { $time }
quarantine-refuse-title = Niet aannemen?
quarantine-refuse-lead = Dit telt dan nergens, en dat kun je niet terugdraaien. De schrijver ziet dat het niet is aangenomen; de tekst blijft bewaard bij het kantoor.
quarantine-released = Dit telt nu mee.
quarantine-refused = Dit is niet aangenomen.

## Soorten van wat er is opgeschreven
kind-user = Gebruiker
kind-participant = Deelnemer
kind-name-part = Deel van de naam
kind-language-skill = Taal
kind-education = School
kind-work-experience = Werk van vroeger
kind-skill = Wat iemand goed kan
kind-wish = Wens
kind-availability = Beschikbaarheid
kind-half-day = Dagdeel
kind-travel-mode = Vervoer
kind-arrangement = Werkafspraak
kind-conversation = Gesprek
kind-answer = Antwoord
kind-assessment = Beoordeling
kind-score = Onderdeel van een beoordeling
kind-note = Notitie
kind-drawing = Tekening

## Velden die alleen in lijsten bij hun naam heten
field-name = Naam
field-role = Rol
field-language = Taal
field-active = Werkt mee
field-text = Tekst
field-level = Niveau
field-subject = Onderwerp
field-occupation = Beroep
field-skill = Wat iemand goed kan
field-status = Waarvoor
field-mode = Vervoer
field-amount = Hoeveel
field-question = Vraag
field-card = Kaart
field-number = Aantal
field-answered-at = Tijd van het antwoord
field-not-understood = Niet begrepen
field-score = Score
field-not-seen = Niet gezien
field-evidence = Wat heb ik gezien, en wanneer
field-self-score = Eigen score
field-language-cause = Komt door de taal
field-author = Schrijver
field-written-at = Geschreven om
field-state = Stand
field-corrects = Verbetert
field-strokes = Tekening
field-drawn-at = Getekend om
field-coach = Jobcoach
field-form = Vragenset
field-form-version = Versie van de vragenset
field-started-at = Begonnen om
field-ended-at = Klaar om
field-at-question = Gebleven bij
field-read-back = Teruggelezen
field-next-meeting-at = Volgende afspraak
field-instrument = Instrument
field-instrument-version = Versie van het instrument
field-moment = Moment
field-observed-on = Gezien op
field-signed-at = Ondertekend om
field-discussed-on = Besproken op
field-agreed = Afgesproken
field-next-on = Volgende keer
field-correction-reason = Waarom verbeterd
field-deleted = Weggehaald

## Fouten: wat er gebeurde, wat bewaard is, wat je kunt doen
failure-unknown = Er ging iets mis ({ $code }). Wat je typte staat er nog. Probeer het opnieuw.
failure-internal = Er ging iets mis in Meedoen zelf. Wat is opgeslagen, is veilig. Sluit Meedoen en open het opnieuw.
failure-drawing-to-come = Deze tekening is nog onderweg van het kantoor. Teken intussen op een nieuw blad.
failure-not-found = Dit staat er niet meer. Misschien is het weggehaald.
failure-wrong-passphrase = Deze wachtzin past niet. Kijk naar hoofdletters en spaties, en probeer het opnieuw.
failure-wrong-recovery-key = Deze sleutel hoort niet bij dit casusboek. Heb je meer dan één blad? Probeer het andere.
failure-recovery-key-mistyped = De sleutel is niet goed overgetypt. Kijk letter voor letter. Je invoer staat er nog.
failure-damaged = Het casusboek is beschadigd en gaat niet open. Het bestand is niet veranderd en niet weggegooid. Vraag je beheerder om een reservekopie terug te zetten.
failure-newer-schema = Dit casusboek is gemaakt met een nieuwere Meedoen. Er is niets veranderd. Werk Meedoen bij en open het opnieuw.
failure-read-only-folder = Meedoen mag niet schrijven in de map van het casusboek. Er is niets veranderd. Vraag je beheerder om toegang tot deze map.
failure-already-open = Het casusboek is al ergens anders open. Sluit het daar, en probeer het hier opnieuw.
failure-disk-full = De schijf is vol. Wat al was opgeslagen, is veilig. Maak ruimte en probeer het opnieuw.
failure-keys-missing = Het bestand met de sleutels is weg. Zonder dat bestand gaat het casusboek niet open. Zet het bestand terug uit een reservekopie.
failure-weak-passphrase = Deze wachtzin is te kort. Neem ten minste { $least } tekens, bijvoorbeeld vier woorden.

## Geweigerd: wat er gebeurde, wat bewaard is, wat je kunt doen
failure-locked = Het casusboek is op slot. Alles wat opgeslagen was, is er nog. Open het met je wachtzin.
failure-passphrase-in-use = Een collega gebruikt deze wachtzin al. Kies een andere.
failure-already-exists = Er staat al een casusboek in { $path }. Het is niet veranderd.
failure-no-casebook = Er staat geen casusboek in { $path }.
failure-bad-backup = Deze reservekopie is niet te lezen. Er is niets veranderd. Probeer een oudere.
failure-wrong-value = Dit past hier niet. Je invoer staat er nog; wat er eerder stond, is bewaard.
failure-wrong-value-too-long = Deze tekst is te lang. Hij staat er nog; maak hem korter.
failure-wrong-value-out-of-range = Dit getal kan niet. Je invoer staat er nog.
failure-wrong-value-empty = Dit mag niet leeg zijn. Je kunt het wel weghalen.
failure-wrong-value-not-a-day = Deze dag bestaat niet. Je invoer staat er nog.
failure-wrong-value-control-characters = Er staat een teken in dat we niet kunnen bewaren. Je invoer staat er nog.
failure-wrong-value-no-such-month = Deze maand bestaat niet in deze kalender. Je invoer staat er nog.
failure-wrong-value-no-such-day = Deze dag bestaat niet in deze maand. Je invoer staat er nog.
failure-wrong-value-day-without-month = Bij een dag hoort een maand. Je invoer staat er nog.
failure-wrong-value-year-out-of-range = Dit jaar kan niet. Je invoer staat er nog.
failure-wrong-value-ends-before-it-begins = De laatste dag ligt voor de eerste. Je invoer staat er nog.
failure-wrong-value-citizen-number = Dit nummer kan een burgerservicenummer zijn. Meedoen mag het niet bewaren. Schrijf het anders op.
failure-missing = Er ontbreekt nog iets. Wat je invulde, staat er nog.
failure-other-kind = Dit hoort bij iets anders. Er is niets veranderd.
failure-removed = Dit is weggehaald. Zet het eerst terug.
failure-not-allowed = Dit mag jouw rol niet. Er is niets veranderd.
failure-settled = Dit is afgesloten en verandert niet meer. Maak een verbetering.
failure-not-author = Dit is het concept van een collega. Er is niets veranderd.
failure-nothing-to-correct = Alleen iets dat is afgesloten, kun je verbeteren.
failure-needs-reason = Schrijf op waarom je dit verbetert.
failure-not-discussed = Vul in op welke dag jullie het hebben besproken.
failure-nothing-scored = Er is nog geen onderdeel ingevuld.
failure-needs-evidence = Bij een 1 of een 5 hoort één zin: wat heb je gezien, en wanneer?
failure-text-held-back = In een tekst staat misschien een burgerservicenummer. Maak het onleesbaar of schrijf het anders op.
failure-needs-professional-interpreter = Voor dit gesprek is een professionele tolk nodig.
failure-too-many-steps = Dit is te veel in één keer. Er is niets veranderd.
failure-changed-since = Dit is daarna nog veranderd. Er is niets teruggezet; kijk in de geschiedenis.
failure-last-key = Iemand moet het casusboek kunnen openen. Dit is de laatste sleutel.
failure-unknown-form = Dit gesprek is gemaakt met een nieuwere vragenset. Het is bewaard; werk Meedoen bij.
failure-unknown-instrument = Deze beoordeling is gemaakt met een nieuwer instrument. Ze is bewaard; werk Meedoen bij.
failure-report-failed = Het papier kon niet worden gemaakt. Er is niets verloren.
failure-no-printer = Er is geen printer gevonden. Bewaar het papier, of sluit een printer aan.
failure-printing-failed = De printer { $printer } nam het papier niet aan. Probeer het nog eens, of bewaar het.
failure-no-viewer = Er is geen programma dat dit papier kan openen. Bewaar het.
failure-recovery-key-forgotten = De herstelsleutel is niet meer te zien. Je kunt een nieuwe maken.

## Kantoor: wat er gebeurde, wat bewaard is, wat je kunt doen
failure-invitation-other-text = Dit is geen uitnodiging. Die begint met MEEDOEN. Wat je invulde, staat er nog; kopieer de hele tekst van je beheerder.
failure-invitation-mistyped = De uitnodiging is niet goed overgetypt. Ze staat er nog; kijk letter voor letter, of lees haar van een plaatje.
failure-invitation-mistyped-letter = In een uitnodiging komt { $letter } niet voor. Wat je typte, staat er nog; vergelijk het met de tekst van je beheerder.
failure-invitation-incomplete = Dit is niet precies één uitnodiging: er ontbreekt een stuk, of er staat te veel. Ze staat er nog; kopieer de hele tekst en niets anders.
failure-invitation-newer = Deze uitnodiging is voor een nieuwere Meedoen. Er is niets veranderd. Werk Meedoen bij, en probeer het dan opnieuw.
failure-invitation-wrong = Het kantoor kent deze uitnodiging niet. Er is niets veranderd. Vraag je beheerder om een nieuwe.
failure-invitation-expired = Deze uitnodiging is te oud. Er is niets veranderd. Vraag je beheerder om een nieuwe.
failure-invitation-used = Met deze uitnodiging is al een andere laptop aangesloten. Er is niets veranderd. Vraag je beheerder om een nieuwe.
failure-invitation-other-member = Deze uitnodiging is voor een collega. Er is niets veranderd. Vraag je beheerder om een uitnodiging voor jou.
failure-has-office = Dit casusboek hoort al bij een kantoor. Er is niets veranderd. Wil je naar een ander kantoor? Overleg met je beheerder.
failure-has-member = Het kantoor kent jou als een andere gebruiker van dit casusboek. Er is niets veranderd. Open het casusboek als die gebruiker, of vraag je beheerder om hulp.
failure-office-unreachable = Het kantoor antwoordt niet. Alles staat veilig op deze laptop, en je kunt gewoon doorwerken. Controleer het internet; Meedoen probeert het ook vanzelf weer.
failure-office-other-server = Wie hier antwoordt, is niet jullie kantoor. Er is niets verstuurd; alles staat veilig op deze laptop. Probeer een ander netwerk, of bel je beheerder.
failure-office-unreadable = Het antwoord van het kantoor was niet te lezen. Alles staat veilig op deze laptop. Meedoen probeert het vanzelf weer; lukt het morgen nog niet, bel dan je beheerder.
failure-office-unknown-device = Het kantoor kent deze laptop niet meer. Alles staat veilig op deze laptop, en je kunt doorwerken. Bel je beheerder.
failure-office-other-version = Het kantoor werkt met een andere versie van Meedoen. Alles staat veilig op deze laptop. Werk Meedoen bij, of vraag je beheerder dat te doen.
failure-office-busy = Het kantoor heeft het nu te druk. Alles staat veilig op deze laptop. Meedoen probeert het vanzelf weer.
failure-device-revoked = Deze laptop is afgemeld, dus je kunt hier niets meer schrijven. Wat je eerder schreef, wordt nog bezorgd. Bel je beheerder.
failure-device-wiped = Deze laptop is afgemeld. Alles is bij het kantoor bezorgd en hier gewist. Bel je beheerder als je hier weer wilt werken.
failure-settled-already = Een collega koos hier al een versie. Beide versies zijn bewaard; kijk in de geschiedenis.
failure-office-not-administrator = Het kantoor kent jou niet als beheerder. Er is niets veranderd. Vraag een andere beheerder om je rol te bekijken.
failure-office-oneself = Jezelf of je eigen laptop afmelden kan hier niet. Er is niets veranderd. Vraag een andere beheerder.
failure-office-gone = Dit is er niet meer: iemand besliste er al over. Er is niets veranderd.
failure-office-clock-held = Het kantoor vertrouwt zijn eigen klok niet. Er is niets veranderd. Laat wie het kantoor draait eerst de klok goedzetten.
failure-no-office = Dit casusboek hoort bij geen kantoor. Alles staat veilig op deze laptop. Vraag je beheerder om een uitnodiging.
