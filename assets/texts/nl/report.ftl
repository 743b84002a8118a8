# Teksten op papier. Wat de deelnemer leest, komt uit de woordenlijst (assets/phrasebook).

report-confidential = Vertrouwelijk
report-page-of = { $page } van { $pages }
report-made-on = Gemaakt op { $date }, versie { $version }
report-not-yet = nog niet
report-this-language = Nederlands

report-date = { $day } { $month } { $year }
report-month-1 = januari
report-month-2 = februari
report-month-3 = maart
report-month-4 = april
report-month-5 = mei
report-month-6 = juni
report-month-7 = juli
report-month-8 = augustus
report-month-9 = september
report-month-10 = oktober
report-month-11 = november
report-month-12 = december

report-official-name = Naam op het paspoort: { $name }
report-interpreter = Tolk
report-interpreter-none = geen tolk
report-interpreter-professional = tolk { $language }
report-interpreter-telephone = tolk { $language }, aan de telefoon
report-interpreter-colleague = collega die { $language } spreekt
report-interpreter-app = vertaal-app, { $language }

report-score-alt = { $score } van de 5 ruiten
report-face-alt = Zelf gekozen gezicht: { $said }
report-last-time = vorige keer { $score }

report-agreed-who = Door { $name }.
report-agreed-before = Vóór { $date }.

report-clock-alt = De klok wijst { $time } aan.
report-in-days = { $days ->
    [one] over { $days } dag
   *[other] over { $days } dagen
}
report-with = met { $name }
report-beads-alt = { $count ->
    [one] { $count } kraal
   *[other] { $count } kralen
}
report-years = { $years } jaar

report-language-nl = Nederlands
report-language-en = Engels
report-language-ar = Arabisch
report-language-ti = Tigrinya
report-language-fa = Farsi
report-language-prs = Dari
report-language-ps = Pasjtoe
report-language-ckb = Sorani
report-language-kmr = Kurmanji
report-language-uk = Oekraïens
report-language-tr = Turks
report-language-so = Somalisch
report-language-fr = Frans

## Beoordeling

report-assessment-week-2 = Beoordeling, week 2
report-assessment-week-6 = Beoordeling, week 6
report-assessment-week-12 = Beoordeling, week 12
report-assessment-transition = Beoordeling bij een nieuwe werkplek
report-assessment-other = Beoordeling, { $moment }
report-assessment-purpose = Deze kaart helpt bij een gesprek over werk en laat zien wat groeit. De cijfers worden niet opgeteld. De kaart is geen loonwaarde en geen besluit.
report-draft-band = Concept, nog niet ondertekend
report-draft-band-note = Dit kan nog veranderen.
report-draft-short = Concept
report-corrects = Verbeterde versie. Deze komt in plaats van versie { $version } van { $date }.
report-corrects-reason = Reden: { $reason }
report-workplace = Werkplek
report-seen-by = Gezien door
report-seen-on = Gezien op
report-discussed-on = Besproken op
report-dimension = Onderdeel
report-score = Score
report-what-was-seen = Wat we zagen
report-self = Zelf
report-because-of-language = Komt misschien door de taal
report-signed = Ondertekend door { $name } op { $date }.
report-observer = Begeleider
report-participant = Deelnemer
report-signature-and-date = Handtekening en datum

## Gesprek met plaatjes

report-conversation = Gesprek met plaatjes
report-written-by-coach = De coach schreef erbij:

## Herstelsleutel

report-recovery-title = Herstelsleutel
report-recovery-lead = Met deze sleutel gaat het casusboek weer open als niemand zijn wachtzin meer weet. Er is geen andere weg: ook wij kunnen het casusboek niet openen.
report-recovery-casebook = Casusboek
report-recovery-holder = Bewaard door
report-recovery-made = Gemaakt op
report-recovery-when = Zo gebruik je de sleutel
report-recovery-step-1 = Start Meedoen en kies op het slotscherm voor de herstelsleutel.
report-recovery-step-2 = Typ de groepen over, op volgorde van de kleine cijfers. Streepjes en spaties hoeven niet.
report-recovery-step-3 = Kies een nieuwe wachtzin. Krijg je ook een nieuwe sleutel? Print die en vernietig dit blad.
report-recovery-keep = Zo bewaar je dit blad
report-recovery-keep-1 = Bewaar het op papier in een kluis of een kast met een slot. Nooit bij de laptop en nooit in de laptoptas.
report-recovery-keep-2 = Maak er geen foto van en zet de sleutel niet in een computer, telefoon of mail.
report-recovery-keep-3 = Is het blad weg, of heeft iemand het gezien die het niet mag zien? Maak meteen een nieuwe sleutel bij Instellingen.
report-recovery-place = Hier ligt dit blad
report-recovery-place-where = Waar? Bijvoorbeeld: kluis, tweede plank
report-recovery-place-who = Wie kan erbij?

## Bestandsnamen
report-file-assessment = Beoordeling
report-file-my-assessment = Mijn beoordeling
report-file-conversation = Gesprek
report-file-recovery = Herstelblad
report-moment-other = Ander moment
