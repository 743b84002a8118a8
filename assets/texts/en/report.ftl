# Texts on paper. What the participant reads comes from the phrasebook (assets/phrasebook).

report-confidential = Confidential
report-page-of = { $page } of { $pages }
report-made-on = Made on { $date }, version { $version }
report-not-yet = not yet
report-this-language = English

report-date = { $day } { $month } { $year }
report-month-1 = January
report-month-2 = February
report-month-3 = March
report-month-4 = April
report-month-5 = May
report-month-6 = June
report-month-7 = July
report-month-8 = August
report-month-9 = September
report-month-10 = October
report-month-11 = November
report-month-12 = December

report-official-name = Name in the passport: { $name }
report-interpreter = Interpreter
report-interpreter-none = no interpreter
report-interpreter-professional = interpreter, { $language }
report-interpreter-telephone = interpreter, { $language }, by telephone
report-interpreter-colleague = colleague who speaks { $language }
report-interpreter-app = translating app, { $language }

report-score-alt = { $score } of 5 panes
report-face-alt = Face the participant chose: { $said }
report-last-time = last time { $score }

report-agreed-who = By { $name }.
report-agreed-before = Before { $date }.

report-clock-alt = The clock shows { $time }.
report-in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
report-with = with { $name }
report-beads-alt = { $count ->
    [one] { $count } bead
   *[other] { $count } beads
}
report-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}

report-language-nl = Dutch
report-language-en = English
report-language-ar = Arabic
report-language-ti = Tigrinya
report-language-fa = Farsi
report-language-prs = Dari
report-language-ps = Pashto
report-language-ckb = Sorani
report-language-kmr = Kurmanji
report-language-uk = Ukrainian
report-language-tr = Turkish
report-language-so = Somali
report-language-fr = French

## Assessment

report-assessment-week-2 = Assessment, week 2
report-assessment-week-6 = Assessment, week 6
report-assessment-week-12 = Assessment, week 12
report-assessment-transition = Assessment at a change of workplace
report-assessment-other = Assessment, { $moment }
report-assessment-purpose = This card helps to talk about work and shows what grows. The scores are not added up. The card is no wage value and no decision.
report-draft-band = Draft, not signed yet
report-draft-band-note = This can still change.
report-draft-short = Draft
report-corrects = Corrected version. It replaces version { $version } of { $date }.
report-corrects-reason = Reason: { $reason }
report-workplace = Workplace
report-seen-by = Seen by
report-seen-on = Seen on
report-discussed-on = Talked over on
report-dimension = Part
report-score = Score
report-what-was-seen = What we saw
report-self = Self
report-because-of-language = Perhaps because of the language
report-signed = Signed by { $name } on { $date }.
report-observer = Supervisor
report-participant = Participant
report-signature-and-date = Signature and date

## Conversation with pictures

report-conversation = Conversation with pictures
report-written-by-coach = The coach added:

## Recovery key

report-recovery-title = Recovery key
report-recovery-lead = This key opens the casebook again when nobody remembers a passphrase. There is no other way: we cannot open the casebook either.
report-recovery-casebook = Casebook
report-recovery-holder = Kept by
report-recovery-made = Made on
report-recovery-when = How to use the key
report-recovery-step-1 = Start Meedoen and choose the recovery key on the lock screen.
report-recovery-step-2 = Type the groups in the order of the small numbers. Dashes and spaces are not needed.
report-recovery-step-3 = Choose a new passphrase. Do you get a new key too? Print it and destroy this sheet.
report-recovery-keep = How to keep this sheet
report-recovery-keep-1 = Keep it on paper in a safe or a locked cupboard. Never near the laptop and never in the laptop bag.
report-recovery-keep-2 = Take no photo of it and put the key in no computer, telephone or mail.
report-recovery-keep-3 = Is the sheet gone, or has somebody seen it who may not? Make a new key at once, under Settings.
report-recovery-place = This sheet lies here
report-recovery-place-where = Where? For example: safe, second shelf
report-recovery-place-who = Who can reach it?

## File names
report-file-assessment = Assessment
report-file-my-assessment = My assessment
report-file-conversation = Conversation
report-file-recovery = Recovery sheet
report-moment-other = Another moment
