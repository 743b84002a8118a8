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

## Fouten: wat er gebeurde, wat bewaard is, wat je kunt doen
failure-unknown = Er ging iets mis ({ $code }). Wat je typte staat er nog. Probeer het opnieuw.
failure-internal = Er ging iets mis in Meedoen zelf. Wat is opgeslagen, is veilig. Sluit Meedoen en open het opnieuw.
failure-wrong-passphrase = Deze wachtzin past niet. Kijk naar hoofdletters en spaties, en probeer het opnieuw.
failure-wrong-recovery-key = Deze sleutel hoort niet bij dit casusboek. Heb je meer dan één blad? Probeer het andere.
failure-recovery-key-mistyped = De sleutel is niet goed overgetypt. Kijk letter voor letter. Je invoer staat er nog.
failure-damaged = Het casusboek is beschadigd en gaat niet open. Het bestand is niet veranderd en niet weggegooid. Vraag je beheerder om een reservekopie terug te zetten.
failure-newer-schema = Dit casusboek is gemaakt met een nieuwere Meedoen. Er is niets veranderd. Werk Meedoen bij en open het opnieuw.
failure-read-only-folder = Meedoen mag niet schrijven in de map van het casusboek. Er is niets veranderd. Vraag je beheerder om toegang tot deze map.
failure-already-open = Het casusboek is al ergens anders open. Sluit het daar, en probeer het hier opnieuw.
failure-disk-full = De schijf is vol. Wat al was opgeslagen, is veilig. Maak ruimte en probeer het opnieuw.
failure-keys-missing = Het bestand met de sleutels is weg. Zonder dat bestand gaat het casusboek niet open. Zet het bestand terug uit een reservekopie.
failure-weak-passphrase = Deze wachtzin is te kort. Neem vier woorden, of ten minste 12 tekens.
