# Het gesprek met plaatjes. Wat de deelnemer leest, komt uit de woordenlijst (assets/phrasebook); dit is voor de coach.

conversation-title = Gesprek met plaatjes

## Strook voor de coach
talk-strip = Voor de coach
talk-progress = Vraag { $number } van { $of }
talk-themes = Vragen
talk-theme = Vraag { $number }: { $question }
talk-page = Bladzijde { $page } van { $pages }
talk-chosen = Gekozen
talk-chosen-more = en nog { $count }
talk-chosen-half-days =
    { $count ->
        [one] { $what }: 1 dagdeel
       *[other] { $what }: { $count } dagdelen
    }
talk-count-year = { $count } jaar
pointed-by = Wie wees aan?
pointed-by-me = Ik
talk-not-understood = Niet begrepen
talk-draw = Tekenen
talk-note = Notitie
talk-note-more = Notitie, al begonnen
talk-note-lead = Jouw eigen woorden bij dit gesprek. De deelnemer zit naast je: schrijf wat die ook mag lezen.
talk-note-text = Wat wil je onthouden?
talk-note-ready = Klaar
talk-short = Korte versie, 15 min
talk-draft-dotted = Gestippeld
talk-draft-why = is concept: nog niet nagekeken door een moedertaalspreker.
talk-hidden-themes = Vragen over het lichaam komen nu niet: er tolkt een andere statushouder.
talk-paused = Gestopt
talk-paused-hint = Alles is bewaard. Ga verder als jullie willen, of sluit met het slot.
talk-reading-back = Alles teruglezen
talk-read-back-hint = Wijs elk plaatje aan en vraag: klopt dit? Een tik haalt het weg, nog een tik zet het terug.

## Niet opgeslagen
answer-not-saved = niet opgeslagen
unsaved-taps =
    { $count ->
        [one] Eén antwoord is niet opgeslagen. Het staat er nog.
       *[other] { $count } antwoorden zijn niet opgeslagen. Ze staan er nog.
    }
unsaved-place = De plek in het gesprek is niet opgeslagen.

## Antwoorden
answer-call-name = Hoe wil je heten?
answer-call-name-hint = In het dossier staat: { $name }
answer-pronunciation = Hoe spreek je het uit?
answer-pronunciation-hint = In Nederlandse letters, bijvoorbeeld: sa-MIER
answer-own-script = In het eigen schrift
answer-own-script-hint = Schrijf over van het pasje. Mag leeg.
answer-asked = Wat werd gevraagd?
answer-asked-hint = Kort, in het Nederlands. Mag leeg.
week-brush = Waar is deze tijd voor?
week-half-day = { $day } { $part }
week-half-day-holds = { $when }: { $what }
week-half-day-empty = nog niets
appointment-day = Dag
appointment-hour = Uur
appointment-minutes = Minuten
appointment-card = Afspraak
appointment-in-days =
    { $days ->
        [0] vandaag
        [one] over 1 dag
       *[other] over { $days } dagen
    }

## Een taal zonder kaart
other-language-title = Een andere taal
other-language-lead = Voor deze taal zijn er nog geen woorden bij de plaatjes. De taal wordt wel opgeschreven.
other-language-which = Welke taal?
other-language-free = Schrijf “{ $words }” op
other-language-beside = Wat staat er naast het Nederlands?
other-language-dutch-only = Alleen Nederlands
other-language-ready = Klaar

## Tekenen
drawing-pad = Tekenblad
drawing-empty = Leeg tekenblad
drawing-lines =
    { $count ->
        [one] Tekening, 1 lijn
       *[other] Tekening, { $count } lijnen
    }
drawing-pens = Pen
drawing-ink = zwart
drawing-blue = blauw
drawing-red = rood
drawing-green = groen
drawing-eraser = gum
drawing-undo = Lijn terug
drawing-sheet = Blad
drawing-new = Nieuw blad
drawing-full = Dit blad is vol. Neem een nieuw blad.
drawing-state-saved = Opgeslagen
drawing-state-saving = Opslaan…
drawing-state-failed = Niet opgeslagen

## Tolk
interpreter-record = Tolk vastleggen
interpreter-title = Tolk
interpreter-lead = Wie tolkt, bepaalt wat je kunt vragen.
interpreter-kind = Wie tolkt er?
interpreter-kind-none = Geen tolk
interpreter-kind-professional = Tolk erbij
interpreter-kind-telephone = Tolk aan de telefoon
interpreter-kind-fellow-refugee = Andere statushouder
interpreter-kind-app = Vertaal-app
interpreter-fellow-title = Alleen voor gewone, praktische vragen
interpreter-fellow-why = De vragen over het lichaam zijn nu weg. Let op: familie, zelfde dorp of zelfde groep maakt vrij praten moeilijk.
interpreter-language = Taal van de tolk
interpreter-name = Voornaam
interpreter-name-hint = Alleen de voornaam. Mag leeg.
interpreter-secrecy = Houdt de tolk alles geheim?
interpreter-accepted = Vindt { $name } deze tolk goed?
interpreter-never-minor = Nooit een minderjarige. Ook niet het eigen kind, ook niet even.
interpreter-ready = Klaar

## Weggaan: alleen met de wachtzin
leave-title = Gesprek sluiten
leave-lead = Dit scherm is van één mens. Weggaan doet de coach, met de wachtzin. Alles is bewaard; stoppen en verdergaan kan zonder.
leave-passphrase = Jouw wachtzin
leave-show = Toon de wachtzin
leave-hide = Verberg de wachtzin
leave-caps-lock = Caps Lock staat aan
leave-stay = Blijf in het gesprek
leave-go = Sluit het gesprek

## Teruglezen en uitkomst
read-back-nothing = Er is nog niets aangewezen.
result-title = Wat { $name } vertelde
result-week = Dagdelen
result-back = Naar { $name }
result-when = Klaar op { $day } om { $time }
result-not-closed = Dit gesprek is nog niet klaar. { $author } kan het afmaken.
