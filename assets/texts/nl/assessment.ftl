# De beoordeling op de werkvloer: de Meedoen-kaart. Geen cijfer, geen gemiddelde: een gesprek.

assessment-title = Beoordeling
assessment-of = { $person }, { $moment }
assessment-parts = Onderdelen
assessment-back-to-parts = Terug naar de onderdelen
assessment-progress = { $moment } · { $at } van { $of }
assessment-discuss = Bespreken met { $person }
assessment-when = Moment
assessment-observed-on = Gezien op
assessment-observer = Gezien door
assessment-department = Werkplek
assessment-discussed-on = Besproken op
assessment-agreed = Dit spreken we af
assessment-next-on = Volgende keer
assessment-external = { $person } is op veel punten zover. Tijd om te praten over werk buiten de deur?
assessment-professional-title = Hier past een beroepstolk
assessment-professional-why = Een score van 1 of 2 bespreek je niet via een andere statushouder. Neem een tolk, of een tolk aan de telefoon.
assessment-sign = Onderteken
assessment-sign-what = Daarna verandert de kaart niet meer. Klopt er later iets niet, dan maak je een verbeterde.
assessment-signed-by = Ondertekend door { $name } op { $day }. Deze kaart verandert niet meer.
assessment-not-yours = Deze kaart is nog niet klaar. { $name } is ermee bezig en kan hem invullen.
assessment-corrects = Verbeterde kaart
assessment-corrects-why = Reden: { $reason }

## Onderdelen en scores
score-now = nu
score-last-time = Vorige keer
score-not-seen = Niet gezien
score-next = Volgende
score-with-own = Ook in { $language }
score-differs = { $person } kiest { $self }, { $observer } kiest { $score }: praat erover
score-face = Gezicht { $number } van 5: { $words }
score-evidence = Wat heb ik gezien, en wanneer? Mag leeg.
score-evidence-needed = Wat heb ik gezien, en wanneer? Bij 1 en 5 is één zin nodig.
score-language-cause = Komt dit door de taal?
score-language-caused = Komt door de taal.
score-table = { $observer } en { $person } naast elkaar
score-dimension = Onderdeel
score-talk = Praat erover
score-by = { $who }:
score-by-number = { $who }: { $number }

## Wat nog moet
missing-title =
    { $count ->
        [one] Nog één ding voor je tekent
       *[other] Nog { $count } dingen voor je tekent
    }
missing-score = { $name }: nog geen score
missing-evidence = { $name }: schrijf één zin bij 1 of 5
missing-moment = Kies het moment
missing-observed-on = Vul in wanneer je het zag
missing-interpreter = Kies een andere tolk
missing-more =
    { $count ->
        [one] en nog 1 onderdeel
       *[other] en nog { $count } onderdelen
    }
missing-rest =
    { $count ->
        [one] Dit heb ik niet gezien
       *[other] Deze { $count } heb ik niet gezien
    }
missing-rest-done =
    { $count ->
        [one] 1 onderdeel staat op niet gezien.
       *[other] { $count } onderdelen staan op niet gezien.
    }

## Verbeteren
correct = Verbeter
correct-title = Kaart verbeteren
correct-lead = Deze kaart blijft zoals hij is. De verbeterde begint met dezelfde scores.
correct-reason = Wat klopt er niet?
correct-needs-reason = Schrijf in één zin wat er niet klopt. Daarna kun je verder.
correct-do = Maak de verbeterde kaart
correct-begun = De verbeterde kaart is begonnen.

## Papier
assessment-papers = Welk blad
assessment-paper-dutch = Nederlands
assessment-paper-both = Met { $language }
assessment-paper-mine = Voor { $person }
