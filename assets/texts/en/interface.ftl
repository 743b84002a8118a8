# The words of the screens. Plain English, few words, warm. Ids: the screen or part, then what it is.

app = Meedoen
loading = One moment…
close = Close
cancel = Do not
back = Back
undo = Undo
undo-done = Undone.
undo-nothing = There is nothing to undo.
redo-done = Done again.
redo-nothing = There is nothing to do again.
retry = Try again

## Saved
saved-at = Saved at { $time }
saving = Saving…
saved-nothing = Everything is saved
saved-already = Already saved at { $time }.
saved-failed =
    { $count ->
        [one] One field is not saved
       *[other] { $count } fields are not saved
    }
saved-waiting =
    { $count ->
        [one] One thing of { $name } is not saved yet
       *[other] { $count } things of { $name } are not saved yet
    }
saved-waiting-why = It is saved when { $name } opens the casebook. Do not close Meedoen until then.
save-again = Try to save again

## A number that may be a citizen service number
draft-number-title = This may hold a citizen service number.
draft-number-why = The text is kept as a draft. Meedoen may not keep this number. Is it another number? Then write it differently.
draft-mask = Make the number unreadable
draft-masked = The number was made unreadable.

## Main menu
rail = Main menu
rail-today = Today
rail-participants = Participants
rail-settings = Settings

## Days
day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
day-placeholder = for example 3 Nov
day-today-button = Today
day-problem-unreadable = This date cannot be read. What you typed is still here.
day-problem-no-such-month = A year has 12 months. What you typed is still here.
day-problem-no-such-day = { $month } has { $days } days. What you typed is still here.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Top bar
find-placeholder = Find a person or a note
new = New
new-what = New: participant
new-participant = New participant
offline-mark = No internet needed, all is here
demo-mark = Made-up people
my-menu = Mine
my-menu-of = { $initials }: menu of { $name }
lock-now = Lock
keys-title = Keys

## Today
greeting-morning = Good morning { $name }.
greeting-afternoon = Good afternoon { $name }.
greeting-evening = Good evening { $name }.
today-lead =
    { $todo ->
        [0] { $late ->
            [0] Everything of today is done.
            [one] One thing is late.
           *[other] { $late } things are late.
        }
        [one] { $late ->
            [0] One more thing today.
            [one] One more thing today, and one thing is late.
           *[other] One more thing today, and { $late } things are late.
        }
       *[other] { $late ->
            [0] { $todo } more things today.
            [one] { $todo } more things today, and one thing is late.
           *[other] { $todo } more things today, and { $late } things are late.
        }
    }
today-late = Late
today-title = Today
today-week = This week
today-done = { $done } of { $of } done
today-clocks = Clocks
today-quiet = Nothing to do this week
today-quiet-do = See at Participants whom you want to speak.
nobody-yet = No people yet
nobody-yet-do = Add the first participant. What they are called is enough.
nobody-yet-wait = As soon as a job coach adds somebody, that person is here.
task-start-guidance = Record the start of guidance
task-start-work = Record the first day at work
task-first-conversation = First conversation with pictures
task-go-on-conversation = Finish the conversation with pictures
task-assess = Assessment
task-go-on-assessment = Finish the assessment
task-discuss-assessment = Discuss the assessment
task-meeting = Appointment
task-review-arrangement = Look at a working arrangement again
task-sign-assessment = Sign the assessment
task-licence-ends = Driving licence will no longer be valid
task-with-moment = { $task }, { $moment }
task-do-start-guidance = Record
task-do-start-work = Record
task-do-first-conversation = Begin conversation
task-do-go-on-conversation = Go on
task-do-assess = Assess
task-do-go-on-assessment = Go on
task-do-discuss-assessment = Discuss
task-do-meeting = Look
task-do-review-arrangement = Look
task-do-sign-assessment = Sign
task-do-licence-ends = Look
task-do-for = { $do }: { $name }
task-done = done
task-was-due =
    { $days ->
        [one] { $name } · was due on { $day }, 1 day late
       *[other] { $name } · was due on { $day }, { $days } days late
    }
task-in-minutes =
    { $minutes ->
        [one] { $name } · in 1 minute
       *[other] { $name } · in { $minutes } minutes
    }
moment-week-2 = week 2
moment-week-6 = week 6
moment-week-12 = week 12
moment-transition = at a transition
moment-other = another moment

## Clocks
clocks-work = At work within three weeks
clocks-work-none = Nobody is waiting for a first day at work.
clocks-handover = Fifteen months of guidance
clocks-handover-none = Nobody's guidance ends soon.
clock-day = day { $day }
clock-month = month { $month }
clock-count-days = { $count } of { $of } days
clock-count-months = { $count } of { $of } months
clock-reached = Reached, day { $day }
clock-on-time = On time
clock-last-day = Today is the last day
clock-left =
    { $days ->
        [one] 1 more day
       *[other] { $days } more days
    }
clock-late =
    { $days ->
        [one] 1 day late
       *[other] { $days } days late
    }
milestone-guidance-started-on-question = When did the guidance of { $name } begin?
milestone-guidance-started-on-done = Recorded: guidance of { $name } began on { $day }.
milestone-work-started-on-question = When was the first day at work of { $name }?
milestone-work-started-on-done = Recorded: the first day at work of { $name } was { $day }.
milestone-day = Day
milestone-record = Record

## Find and new
find-title = Find
find-count =
    { $count ->
        [0] Nothing found
        [one] 1 found
       *[other] { $count } found
    }
find-new = New participant: { $name }
found-by-spelling = other spelling
found-note = note
found-conversation = conversation
new-participant-lead = What they are called is enough. The rest comes later.
new-participant-nameless = Fill in what they are called. One name is enough.
new-participant-add = Add
new-participant-done = { $name } was added.
lookalike-title = Perhaps the same person
lookalike-by-spelling = sounds the same
lookalike-same-letters = the same letters

## Keys
keys-lead = Everything works without a mouse too.
keys-find = Find a person or a note
keys-new = New participant
keys-print = Print what you see
keys-undo = Undo the last thing
keys-redo = Do it again
keys-save = Says when it was saved
keys-lock = Lock
keys-back = Back to the place before
keys-close = Close what is open
keys-arrows = Along lists, tabs and half-days
keys-help = This overview
arrow-left = left arrow
arrow-right = right arrow
arrow-up = up arrow
arrow-down = down arrow
print-nothing = There is no print of this place. Open a participant or an assessment.

## Participants
participants-title = Participants
participants-total =
    { $total ->
        [one] 1 person
       *[other] { $total } people
    }
participants-shown =
    { $total ->
        [one] { $shown } of 1 person
       *[other] { $shown } of { $total } people
    }
participants-narrow = Find in the list
participants-find = Find by name
participants-none = Nobody found
participants-none-do = Try a part of the name, or look at all people.
participants-widen = Show all people
phases-all = All
phases-waiting = Waiting
phases-guided = Guidance
phases-working = At work
phases-after = Aftercare
language-any = All languages
language-unknown = Not known yet
last-assessment = Assessed

## Languages
language-nl = Dutch
language-en = English
language-ar = Arabic
language-ti = Tigrinya
language-fa = Farsi
language-prs = Dari
language-ps = Pashto
language-ckb = Kurdish (Sorani)
language-kmr = Kurdish (Kurmanji)
language-uk = Ukrainian
language-tr = Turkish
language-so = Somali
language-fr = French

## Fields of a participant
call-name = Called
call-name-hint = Ask: what do you want to be called?
official-name = Name on the pass
official-name-hint = May come later. A surname is not needed.
talks-language = Likes to talk
arrived-on = Arrived in Westland
arrived-on-hint = Day 0 of all clocks. May come later.
phase = Phase
phase-expected = Expected
phase-arrived = Arrived
phase-guided = In guidance
phase-internal-track = Internal track
phase-external-track = External track
phase-work-experience = Work experience place
phase-paid-work = Paid work
phase-study = Study
phase-aftercare = Aftercare
phase-closed = Closed

## Participant
tabs = Parts
tab-line = Line
tab-who = Who
tab-can = Can
tab-wants = Wants
tab-available = Available
tab-work = Work
tab-assessments = Assessments
tab-papers = Papers
say-name = Say: { $sound }
called = Called { $name }
coached-by = Coach: { $name }
client-number = Client number
client-number-is = Client number { $number }
dutch-at-level = Dutch { $level }
note = Note
assess = Assess
conversation = Conversation
fact-work = Work within 3 weeks
fact-handover = 15 months · day { $day }
fact-not-arrived = Not arrived yet
fact-last-note = Last note, { $day }
fact-no-note = No note yet
fact-write-note = Write the first
quoted = “{ $text }”
phase-unknown = Not known yet
yes = yes
no = no
choose = Choose…
choice-none = Not filled in
value-none = empty
add = Add
added = { $what } was added.
remove = Take away
remove-what = Take away: { $what }
removed = { $what } was taken away.
add-free = Add “{ $words }”
add-nothing = Nothing found
add-placeholder = Type or choose
minutes = { $minutes } min
age =
    { $least ->
        [one] 1 year
       *[other] { $least } years
    }
age-range =
    { $most ->
        [one] { $least } or 1 year
       *[other] { $least } or { $most } years
    }
under-27-yes = under 27
under-27-no = 27 or older
under-27-unsure = under 27: unsure

## Line
line-title = Line through time
line-show = Show
line-all = Everything
line-talks = Conversations
line-work = Work
line-notes = Notes
line-today = Today
line-empty = Nothing on the line yet
line-empty-do = Begin a conversation with pictures, or write a note.
line-more =
    { $count ->
        [one] Show 1 older thing
       *[other] Show { $count } older things
    }
milestone-arrived = Arrived in Westland
milestone-guidance-started = Guidance began
milestone-work-started = First day at work
milestone-explained = Explained what we keep, and who sees it
milestone-closed = Guidance ended
entry-meeting = Appointment
entry-meeting-past = Appointment was
entry-meeting-at = At { $time }
entry-note = Note
entry-note-corrects = Corrected note
entry-open = still open
entry-unsigned = not signed yet
entry-conversation = Told with pictures
entry-conversation-open = Conversation with pictures
entry-by = by { $author }
entry-by-in = by { $author }, { $department }
entry-drawing = Drawing
entry-drawing-to-come = This drawing is still on its way from the office.
interpreter-none = no interpreter
interpreter-professional = with interpreter
interpreter-telephone = interpreter by telephone
interpreter-fellow-refugee = interpreter from the group
interpreter-app = translation app
told-years =
    { $years ->
        [one] { $card }, 1 year
       *[other] { $card }, { $years } years
    }
told-choice = { $card }: { $choice }
told-now = { $card }, now
told-later = { $card }, later
told-both = { $card }, now and later
told-goes-well = { $card } goes well
told-a-little = { $card }: a little hard
told-is-hard = { $card } is hard
moved-to = to
moved-equal = { $count } equal
now-title = Now
climb-title = Way up
climb-before = before
climb-now = now
climb-later = later
climb-nothing-yet = No place yet
told-title = Told about work
told-extent-fine = { $what } is fine
told-extent-limited = { $what }: a little
told-extent-avoid = { $what }: rather not

## Note
note-title = Note about { $name }
note-text = What do you want to remember?
note-hint = Only about work. No illness, no religion, no citizen number.
note-later = You can also close and go on later.
note-finish = Finished
note-closed = The note is finished. A new one can correct it.
note-go-on = Go on
note-correct = Correct

## History
history-open = What was here before?
history-of = History of { $name }
history-lead = Who filled in what, and when. An old value can be put back.
history-none = Nothing was changed here yet.
history-now = here now
history-put-back = Put back
history-put-back-value = Put back: { $value }
history-done = The old value is back.

## Who
who-names = Name
who-name-parts = Parts of the name
who-name-parts-lead = In the order of the pass. A surname is not needed.
who-language = Language
who-reach = Reach
who-file = File
official-name-who-hint = Exactly as on the pass.
own-script-name = Name in own script
own-script-name-hint = Let the person write, or copy it.
pronunciation = How the name sounds
pronunciation-hint = In Dutch letters, for example sa-MIER.
name-part-nr = Part { $place }
name-part-role = What is it?
name-part-add = Another part
name-part-raise = Move forward: { $part }
name-part-raised = The order was changed.
role-own = own name
role-father = name of the father
role-grandfather = name of the grandfather
role-family = family name
role-unknown = I do not know
lookalike-colleague = { $name } may guide the same person. Speak with each other.
lookalike-of = Somebody else has a name that looks like it. See whether it is the same person.
birth = Born
birth-lead = Fill in what you know. Only a year is fine too.
birth-day = Born: day
birth-month = Born: month
birth-year = Born: year
birth-calendar = Born: calendar
birth-source = Born: source
date-day = Day
date-month = Month
date-year = Year
date-calendar = Calendar
date-source = Where does it come from?
birth-unknown = Unknown
birth-western = In our calendar: { $day }
birth-western-range = In our calendar: { $first } to { $last }
birth-needs-year = Fill in a year too. What you typed is still here.
birth-short-year = A year has four digits. What you typed is still here.
birth-needs-month = Fill in a month too, or leave the day empty.
birth-no-such-month = This calendar has { $months } months. What you typed is still here.
birth-no-such-day = This month has { $days } days. What you typed is still here.
birth-calendar-gregorian = Our calendar
birth-calendar-solar-hijri = Iran and Afghanistan
birth-calendar-ethiopian = Eritrea and Ethiopia
birth-source-pass = from the pass
birth-source-self = told by the person
birth-source-estimated = estimated
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
reads-language = Likes to read
wording = Questions in their own language
wording-hint = Some languages ask a man and a woman differently.
wording-neutral = Either
wording-female = For a woman
wording-male = For a man
phone = Telephone
email = E-mail
town = Town
municipal-file-number = File number of the municipality
municipal-file-number-hint = Not the citizen service number.
explained-on = Explained on
explained-on-hint = What we keep, and who may see it. This is information, not consent.

## Can
can-languages = Languages
can-reading = Reading and writing
can-school = School
can-work = Work done before
can-work-add = Add work
can-skills = What goes well
can-skills-add = Add something that goes well
language-add = Add a language
understands = Understands
understands-none = no
understands-little = a little
understands-well = well
speaks = Speaks
speaks-none = no
speaks-little = a little
speaks-well = well
reads = Reads
reads-none = no
reads-little = a little
reads-well = well
reads-own = Reads the own language
reads-own-none = no
reads-own-little = a little
reads-own-well = well
reads-latin = Our letters
reads-latin-none = does not know the letters
reads-latin-alfa-a = Alfa A: knows letters
reads-latin-alfa-b = Alfa B: reads words
reads-latin-alfa-c = Alfa C: reads sentences
reads-latin-literate = reads and writes
dutch-level = Level of Dutch
dutch-level-hint = Your estimate, or the school's.
dutch-level-a1- = below A1
school-years = Years of school
has-diploma = Is there a diploma on paper?
has-diploma-hint = Make no copy.
education-add = Add a school
education-subject = Subject
country = Country
years = Years
finished = Finished
papers = Papers at hand
years-of =
    { $years ->
        [one] 1 year
       *[other] { $years } years
    }
description = More about it
level-none = No school
level-primary = Primary school
level-secondary = Secondary school
level-vocational = Trade school
level-university = University

## Wants
wants-goal = Goal
wants-goal-lead = In the participant's own words.
wants-work = Work somebody wants
wants-add = Add a wish
goal = What does the person work towards?
horizon = When?
horizon-now = now
horizon-later = later
horizon-both = now and later
school-first-prompt = School may come first then. Talk about it: school first, work first, or both?

## Available
available-week = Half-days
available-none = No week yet. Begin one, and tap when somebody works, learns or is free.
available-new = Begin a week
available-new-again = New week from today
available-new-done = The new week begins today.
available-earlier = Earlier
available-travel = To work
week-from = From { $from }
week-from-until = { $from } to { $until }
valid-from = Holds from
valid-until = Holds until
valid-until-hint = Empty: it still holds.
half-days = Half-days
half-days-how = Choose a colour here, then tap the half-days. Another tap takes it away.
status-free = free
status-lesson = lesson
status-work = work
status-care = care
status-school = school
status-appointment = visit
status-unknown = unsure
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
weekday-short-mon = Mo
weekday-short-tue = Tu
weekday-short-wed = We
weekday-short-thu = Th
weekday-short-fri = Fr
weekday-short-sat = Sa
weekday-short-sun = Su
part-morning = Morning
part-afternoon = Afternoon
part-evening = Evening
mode-foot = on foot
mode-bicycle = bicycle
mode-moped = moped
mode-bus = bus
mode-car = car
mode-ride-along = riding along
travel-minutes-most = How long may the way be, in minutes?
earliest-start-minutes = From what time can the person start?
time-placeholder = for example 7:30
time-unreadable = This time cannot be read. What you typed is still here.
wants-cycling-lessons = Wants cycling lessons
licence = Driving licence
licence-hint = From outside the EU: valid until 185 days after settling.
licence-none = none
licence-foreign = foreign
licence-dutch = Dutch
licence-categories = Categories
licence-categories-hint = For example B, or BE.

## Work
work-where = Place
work-steps = Steps and dates
work-steps-lead = The clocks count from the day of arrival.
department = Department or company
department-hint = Where the person works now.
expected-on = Expected on
guidance-started-on = Guidance began
work-started-on = First day at work
closed-on = Closed on
clock-of-guidance = Guidance within 3 weeks
clock-of-work = Work within 3 weeks
clock-of-handover = 15 months of guidance
arrangements = Working arrangements
arrangements-lead = What the work must heed. Never an illness or a medicine.
arrangement-add = Add a working arrangement
arrangement-words = No words about illness.
subject-standing = standing
subject-sitting = sitting
subject-lifting = lifting
subject-kneeling = kneeling
subject-cold = cold
subject-heat = heat
subject-height = height
subject-noise = noise
subject-quiet-place = quiet place
subject-extra-break = extra break
subject-half-days-a-week = half-days a week
subject-hours-a-day = hours a day
subject-evening-and-night = evening and night
subject-guidance-beside = guidance beside
extent = How far can it go?
extent-fine = goes well
extent-limited = limited
extent-avoid = rather not
amount-kilograms = How many kilos at most?
amount-kilograms-most =
    { $amount ->
        [one] at most 1 kilo
       *[other] at most { $amount } kilos
    }
amount-half-days = How many half-days a week?
amount-half-days-most =
    { $amount ->
        [one] at most 1 half-day a week
       *[other] at most { $amount } half-days a week
    }
amount-hours = How many hours a day?
amount-hours-most =
    { $amount ->
        [one] at most 1 hour a day
       *[other] at most { $amount } hours a day
    }
source = How do we know?
source-self = told by the person
source-agreed-with-doctor = agreed with a doctor
source-seen-at-work = seen at work
review-on = Look again on
review-on-day = look again on { $day }

## Assessments and papers
assessment-new = New assessment
assessment-moment = Which moment?
assessment-signed = signed
assessments-none = No assessment yet
assessments-none-do = The first one comes after two weeks of work.
discussed-on-day = discussed on { $day }
print = Print
print-what = Print: { $what }
papers-for-person = For { $name }
papers-for-others = For municipality and employer
papers-none = Nothing to print yet
papers-none-do = After a conversation or a signed assessment the papers stand here.
paper-conversation = This is what you told
paper-my-assessment = My assessment in pictures, { $moment }
paper-assessment = Assessment, { $moment }
paper-in-dutch = Dutch
paper-in-two = Dutch and { $language }
preview-open = Look
preview-what = Look: { $what }

## Start
locale = Language of the screen
locale-lead = The words for participants stay in their own language.
welcome-title = Welcome
welcome-lead = Meedoen is the casebook of the job coach. Together with the participant, with pictures.
welcome-here = Everything is on this computer. No internet is needed.
welcome-locked = Everything is locked, with a passphrase that you choose.
welcome-saved = What you type or tap is saved at once.
welcome-create = Begin a casebook
welcome-demo = Look around with made-up people
welcome-demo-hint = You can always look around. Nothing of it is kept.
create-title = A new casebook
create-name = Name of the casebook
create-name-proposal = Casebook Westland
create-name-missing = Give the casebook a name.
create-member = Your name
create-member-hint = So colleagues see who wrote something.
create-member-missing = Fill in your name.
create-do = Make the casebook
create-busy = The casebook is being made…
passphrase = Passphrase
passphrase-new = New passphrase
passphrase-again = The same passphrase again
passphrase-hint = At least { $least } characters. Four words in a row are easy to remember. You may paste.
passphrase-length = Length of the passphrase
passphrase-short = still too short
passphrase-long-enough = long enough
passphrase-differs = The two passphrases are not the same.
passphrase-show = Show the passphrase
passphrase-hide = Hide the passphrase
caps-lock = Caps Lock is on.
key-title = Your recovery key
key-lead = If you forget your passphrase, this is the only way in. You see it now, once.
key-label = Recovery key
key-keep = Print the sheet, or copy the key by hand. Keep it in a safe place, not with this computer.
key-written = I have kept the key
unlock-title = Welcome back
unlock-lead = The casebook is locked.
unlock-do = Open
unlock-busy = Opening…
unlock-forgotten = Forgotten the passphrase?
unlock-folder = The casebook is in { $folder }
recover-title = With the recovery key
recover-lead = Take the recovery sheet, and choose a new passphrase.
recover-key = Recovery key
recover-key-hint = Dashes and capitals are not needed.
recover-key-missing = Fill in the key from the sheet.
recover-do = Open the casebook

## Printing
sheet-assessment = Assessment
sheet-my-assessment = My assessment in pictures
sheet-conversation = This is what you told
sheet-recovery-sheet = Recovery sheet
sheet-look = Look at the sheet
sheet-open = Open
sheet-save = Keep
sheet-saved = Kept as { $file }
sheet-printed = Sent to the printer: { $printer }
sheet-language = Language on paper
sheet-only-dutch = Only Dutch
sheet-pages =
    { $pages ->
        [one] 1 page
       *[other] { $pages } pages
    }
sheet-shown = The sheet
sheet-page = Page { $page }
sheet-zoom = Size
sheet-bigger = Bigger
sheet-smaller = Smaller
sheet-making = The sheet is being made…
sheet-broken = The sheet cannot be shown here. You can still keep it and open it.
sheet-missing = These characters are missing on paper
printer = Printer
printers-none = No printer was found. You can keep the sheet as a file.

## Settings
settings-general = General
settings-users = Users
settings-safety = Safety
settings-about = About Meedoen
lock-title = Lock
lock-after =
    { $minutes ->
        [one] After 1 minute without a touch the casebook locks itself.
       *[other] After { $minutes } minutes without a touch the casebook locks itself.
    }
keys-show = Show the keys
users-lead = Who works with this casebook, and who has a key to it.
user-add = New user
user-add-lead = Everybody has a passphrase of their own.
user-name = Name
user-name-missing = Fill in a name.
user-role = Role
user-passphrase = Passphrase for this user
user-me = that is you
user-keyless = no key any more
user-key-remove = Take key away
user-key-remove-of = Take key away: { $name }
user-key-remove-title = Take the key away from { $name }?
user-key-remove-lead = { $name } can no longer open this casebook then. What { $name } wrote stays. This cannot be undone.
user-key-removed = { $name } can no longer open the casebook.
role-coach = job coach
role-assistant = department assistant
role-lead = project lead
role-account-manager = account manager
role-administrator = administrator
role-of-coach = Sees and writes everything of their own participants.
role-of-assistant = Assesses on the shop floor. Sees no notes.
role-of-lead = Sees everything, and the figures.
role-of-account-manager = Sees only the work profile.
role-of-administrator = Looks after users and backups. Sees no participants.
passphrase-change = Change the passphrase
passphrase-change-lead = Only yours.
passphrase-current = Passphrase now
passphrase-changed = Your passphrase was changed.
snapshots = Backups
snapshots-lead = Meedoen makes them by itself, and tries whether they open. They are locked just like the casebook.
snapshots-none = No backup yet.
snapshot-make = Make one now
snapshot-busy = Being made…
snapshot-made = The backup was made, and opens.
snapshot-verified = opens
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
about-version = Version { $version }, casebook { $schema }
about-folder = Where the casebook is
about-folder-lead = Do not copy it by hand. Backups stand under Safety.
about-thanks = With thanks to
about-licences = Licences

## Office
rail-office = Office
office-none = No office
office-none-lead = Everything is on this laptop. That is fine, and may stay so.
office-join-title = Join an office
office-what = With an office, colleagues work in the same casebook, each on a laptop of their own. Meedoen delivers what you write and fetches what they write; without internet you simply go on working.
invitation = Invitation
invitation-hint = Paste or type the whole text your administrator gave you. Capitals, spaces and dashes do not matter.
invitation-missing = Fill in the invitation your administrator gave you.
invitation-picture = Read from a picture
invitation-picture-hint = Were you given a picture with a code of small squares? Choose that file.
invitation-picture-busy = Reading…
invitation-picture-read = The invitation was read. You can join now.
invitation-picture-none = There is no code on this picture that can be read. Choose a sharper picture, or type the text.
invitation-picture-broken = This file is no picture that Meedoen can open. Choose another file, or type the text.
device-name = Name of this laptop
device-name-hint = By this your administrator knows the laptop.
device-name-proposal = { $name }’s laptop
device-name-missing = Give this laptop a name.
office-join-shared-title = You are not a member here yet
office-join-shared = This laptop has joined, but the office does not know you yet. What you write waits there until your administrator decides. Ask for an invitation in your name.
office-join = Join
office-join-busy = Joining…
office-joined = This laptop has joined. The first exchange begins.
office-joined-shared = You are a member. What you write is delivered now.
office-joined-unlock = This laptop has joined. Open the casebook again with your passphrase.
office-part-state = Now
office-part-versions = Two versions
office-part-undelivered = Not accepted
office-part-count = { $part } ({ $count })
office-delivered-at = Everything was delivered at { $time }
office-delivered-on = Everything was delivered, { $day } at { $time }
office-delivered-never = Nothing was exchanged yet
office-delivered-lead = What you wrote is at the office. What your colleagues wrote is here as well.
office-waiting =
    { $count ->
        [one] 1 change is waiting
       *[other] { $count } changes are waiting
    }
office-waiting-lead =
    { $count ->
        [one] It is safe on this laptop, and goes along by itself when the office answers.
       *[other] They are safe on this laptop, and go along by themselves when the office answers.
    }
office-last = Last delivered: { $day } { $time }.
office-busy = Busy: { $sent } delivered, { $received } received
office-busy-begin = Busy: Meedoen is asking the office…
office-busy-lead = You can simply go on working.
office-busy-of = { $sent } of { $of }
office-list-unreachable = The office does not answer, so this cannot be seen now. Nothing was changed. Check the internet, and try again.
office-progress = How much was delivered
office-stop = Stop
office-stopping = Stops after this answer…
office-exchange = Exchange now
office-filling = The first time: the casebook is being filled
office-filling-lead = That may take a while. What is already here can be used.
office-leaving = Many cases went to a colleague
office-leaving-why =
    { $count ->
        [one] One part is yours no longer and is hidden already. What you wrote is delivered and kept at the office.
       *[other] { $count } parts are yours no longer and are hidden already. What you wrote is delivered and kept at the office. It is a lot, so Meedoen asks first.
    }
office-let-go = Take them off this laptop
office-clock-title = The clock of this laptop is wrong
office-clock-behind = The clock of this laptop is { $amount } slow. Nothing is lost. Set the clock right, and the times you see will be right.
office-clock-ahead = The clock of this laptop is { $amount } fast. Nothing is lost. Set the clock right, and the times you see will be right.
office-clock-minutes = { $count } minutes
office-clock-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
office-clock-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
office-about = About this connection
office-name = Office
office-device = Number of this laptop
office-device-lead = Your administrator asks for it when something is the matter with this laptop.
office-locked-title = This laptop was signed off
office-locked = Your administrator signed this laptop off. That is why you see nobody here any more. What you wrote is still being delivered: leave Meedoen open and stay on the internet. Is this wrong? Call your administrator.
office-locked-done = Your administrator signed this laptop off. That is why you see nobody here any more. What you wrote was delivered. Is this wrong? Call your administrator.
office-wiped-title = This laptop was signed off and is empty
office-wiped = Everything you wrote was delivered and is kept at the office. Nothing about people is on this laptop any more. Do you want to work here again? Ask your administrator for a new invitation.
office-sign = Office: { $state }.
office-sign-delivered = Delivered { $time }
office-sign-never = Not delivered yet
office-sign-waiting =
    { $count ->
        [one] 1 waiting
       *[other] { $count } waiting
    }
office-sign-busy = Delivering now
office-sign-revoked = Signed off
office-to-review =
    { $count ->
        [one] 1 text has two versions
       *[other] { $count } texts have two versions
    }
office-to-review-why =
    { $count ->
        [one] Two people wrote something different at the same time. Choose which version stays.
       *[other] Each time two people wrote something different at the same time. Choose which version stays.
    }
office-not-in-force =
    { $count ->
        [one] 1 change was not accepted
       *[other] { $count } changes were not accepted
    }
look = Look

## Two versions
versions-lead = Here two people wrote something different, without seeing what the other wrote. Choose which version stays. The other one is kept as well.
versions-marked = What is underlined stands in that version only.
versions-none = Nothing has two versions
versions-none-do = Do two people write something different at the same time? Then you see both versions here, and choose.
version-standing = Stands there now
version-other = Other version
version-by = { $name }, { $day } { $time }
version-keep = Leave this one
version-take = Take this one
version-keep-of = Leave this one: { $what }, by { $name }
version-take-of = Take this one: { $what }, by { $name }
version-kept = The text stays as it is.
version-taken = The other version stands there now.

## Not accepted
undelivered-lead = These changes do not count for your colleagues. What you wrote is still here.
undelivered-none = Everything you wrote was accepted
undelivered-none-do = Does the office not accept something? Then it says here what, and why.
undelivered-waits = waits for your administrator
undelivered-refused = not accepted
undelivered-written = written { $day } { $time }
undelivered-because-other-kind = At the office something else stands in this place. Write it again in the right place, or ask your administrator.
undelivered-because-moved = At the office this belongs to something else already, and cannot move. Write it again if it is needed.
undelivered-because-refused = Your administrator looked at this and did not accept it. Ask why.
undelivered-because-with-its-unit = This went together with something that was not accepted. Begin with that.
undelivered-because-out-of-scope = You do not guide this participant. Your administrator looks whether it may be kept.
undelivered-because-unknown-member = Who wrote this does not work on this laptop, says the office. Your administrator looks at it.
undelivered-because-revoked = This was written after the laptop was signed off. Your administrator looks at it.
undelivered-because-unplaced = The office does not know yet whom this belongs to. Your administrator looks at it.

## Members of the office
office-part-members = Members
members-lead = Who belongs to this office, and as what.
members-alone = You are still alone
members-alone-do = Invite a colleague. Then you work in the same casebook.
member-invite = Invite somebody
member-cases =
    { $count ->
        [0] no participants yet
        [one] 1 participant
       *[other] { $count } participants
    }
member-since = since { $day }
member-left = left { $day }
member-left-once = left
member-cases-left =
    { $count ->
        [one] 1 participant waits for another job coach
       *[other] { $count } participants wait for another job coach
    }
members-left = Left
member-menu = What you can do with { $name }
member-another-device = Invite for another laptop
member-leave = Let go
member-leave-title = Is { $name } leaving?
member-leave-reads = { $name } reads and writes nothing in this casebook any more, on any laptop.
member-leave-when = A laptop hears of it once it reaches the office. What { $name } wrote there until then still counts.
member-leave-kept = What { $name } wrote stays. The participants of { $name } wait for another job coach.
member-leave-device = Does the laptop not come back? Then sign it off too, under Devices.
member-leave-gone = { $name } has left.
invite-title = Invite somebody
invite-lead = You get an invitation to pass on. With it somebody connects one laptop.
invite-name-hint = As colleagues know her or him.
invite-known = { $name } is a member already. This invitation is for another laptop.
invite-known-role = { $name } is { $role } now. With this invitation that becomes { $next }, on every laptop.
invite-make = Make the invitation
invite-making = Being made…
invitation-of = Invitation for { $name }
invitation-terms = For one laptop, once, until { $day }.
invitation-code = Square code of this invitation
invitation-text = Text of the invitation
invitation-once = You see this only once. Give the text or a photo of the code to { $name }, and to nobody else.
invitation-copy = Copy the text
invitation-copied = The text was copied.
invitation-copy-by-hand = Copying does not work by itself here. The text is selected: press Ctrl+C.
invitation-done = Done

## Devices of the office
office-part-devices = Devices
devices-lead = The laptops that belong to this office. What still waits on a laptop only that laptop knows.
devices-revoked = Signed off
device-nameless = Laptop { $number }
device-number = number { $number }
device-copied = number { $number }, put back or copied from { $before }
device-seen = seen { $day } { $time }
device-never-seen = never seen yet
device-delivered =
    { $count ->
        [0] nothing delivered yet
        [one] 1 change delivered
       *[other] { $count } changes delivered
    }
device-own = this laptop
device-silent = not seen for long
device-revoked-unheard = does not know yet
device-revoked-heard = locked
device-revoke = Sign off
device-revoke-of = Sign off: { $device }
device-revoke-title = Sign off { $device }?
device-revoke-locks = It locks as soon as it reaches the office: nobody sees anything there any more.
device-revoke-delivers = What still waits is delivered and goes into quarantine. You decide what of it counts.
device-revoke-wipes = Then everything about people is wiped from that laptop.
device-revoke-final = You cannot take this back. Connecting it again takes a new invitation.
device-revoke-do = Sign off and wipe
device-revoked-done = { $device } was signed off.

## Quarantine
office-part-quarantine = Quarantine
quarantine-lead = What stands here does not count anywhere yet. You decide.
quarantine-private = Of what only a job coach may know, you see here only that it is there.
quarantine-none = Nothing waits
quarantine-none-do = Did somebody write something that the office may not simply accept? Then it stands here until you decide.
quarantine-shown = The first { $shown } of { $total }. The rest comes once you have decided on these.
quarantine-by = { $member }, on { $device }
quarantine-stranger = Somebody the office does not know
quarantine-written = written { $day } { $time }
quarantine-because-out-of-scope = The writer did not guide this participant.
quarantine-because-unknown-member = The writer does not work on this laptop, says the office.
quarantine-because-revoked = The laptop was signed off already when this came.
quarantine-because-unplaced = The office does not know yet whom this belongs to.
quarantine-kind-unknown = Something of a newer Meedoen
quarantine-field-unknown = Something new
quarantine-withheld = confidential
quarantine-reference = something else in the casebook
quarantine-bare = Only that it is there.
quarantine-more =
    { $count ->
        [one] And 1 more item.
       *[other] And { $count } more items.
    }
quarantine-release = Let it count
quarantine-release-with =
    { $count ->
        [one] Let it count, with 1 earlier one
       *[other] Let it count, with { $count } earlier ones
    }
quarantine-release-of = { $do }: { $what }
quarantine-refuse = Do not accept
quarantine-refuse-of = Do not accept: { $what }
quarantine-what = { $kind }, by { $member }, { $day } { $time }
quarantine-refuse-title = Not accept this?
quarantine-refuse-lead = Then this counts nowhere, and you cannot take that back. The writer sees that it was not accepted; the text is kept at the office.
quarantine-released = This counts now.
quarantine-refused = This was not accepted.

## Kinds of what was written down
kind-user = User
kind-participant = Participant
kind-name-part = Part of the name
kind-language-skill = Language
kind-education = School
kind-work-experience = Work done before
kind-skill = What somebody is good at
kind-wish = Wish
kind-availability = Availability
kind-half-day = Half-day
kind-travel-mode = Transport
kind-arrangement = Working arrangement
kind-conversation = Conversation
kind-answer = Answer
kind-assessment = Assessment
kind-score = Part of an assessment
kind-note = Note
kind-drawing = Drawing

## Fields that are called by name in lists only
field-name = Name
field-role = Role
field-language = Language
field-active = Takes part
field-text = Text
field-level = Level
field-subject = Subject
field-occupation = Occupation
field-skill = What somebody is good at
field-status = What for
field-mode = Transport
field-amount = How much
field-question = Question
field-card = Card
field-number = Number
field-answered-at = Time of the answer
field-not-understood = Not understood
field-score = Score
field-not-seen = Not seen
field-evidence = What did I see, and when
field-self-score = Own score
field-language-cause = Because of the language
field-author = Author
field-written-at = Written at
field-state = State
field-corrects = Corrects
field-strokes = Drawing
field-drawn-at = Drawn at
field-coach = Job coach
field-form = Set of questions
field-form-version = Version of the set of questions
field-started-at = Begun at
field-ended-at = Finished at
field-at-question = Stopped at
field-read-back = Read back
field-next-meeting-at = Next meeting
field-instrument = Instrument
field-instrument-version = Version of the instrument
field-moment = Moment
field-observed-on = Seen on
field-signed-at = Signed at
field-discussed-on = Discussed on
field-agreed = Agreed
field-next-on = Next time
field-correction-reason = Why it was corrected
field-deleted = Removed

## Failures: what happened, what was kept, what to do
failure-unknown = Something went wrong ({ $code }). What you typed is still here. Try again.
failure-internal = Something went wrong inside Meedoen. What was saved is safe. Close Meedoen and open it again.
failure-drawing-to-come = This drawing is still on its way from the office. Draw on a new sheet meanwhile.
failure-not-found = This is no longer here. Perhaps it was taken away.
failure-wrong-passphrase = This passphrase does not fit. Look at capitals and spaces, and try again.
failure-wrong-recovery-key = This key does not belong to this casebook. Do you have more than one sheet? Try the other one.
failure-recovery-key-mistyped = The key was not typed correctly. Compare it letter by letter. What you typed is still here.
failure-damaged = The casebook is damaged and does not open. The file was not changed and not removed. Ask your administrator to put back a backup.
failure-newer-schema = This casebook was made by a newer Meedoen. Nothing was changed. Update Meedoen and open it again.
failure-read-only-folder = Meedoen may not write in the folder of the casebook. Nothing was changed. Ask your administrator for access to this folder.
failure-already-open = The casebook is already open somewhere else. Close it there, and try again here.
failure-disk-full = The disk is full. What was saved is safe. Make room and try again.
failure-keys-missing = The file with the keys is gone. Without it the casebook does not open. Put the file back from a backup.
failure-weak-passphrase = This passphrase is too short. Take at least { $least } characters, for example four words.

## Refused: what happened, what was kept, what to do
failure-locked = The casebook is locked. Everything that was saved is still there. Open it with your passphrase.
failure-passphrase-in-use = A colleague uses this passphrase already. Choose another one.
failure-already-exists = There is a casebook in { $path } already. It was left as it is.
failure-no-casebook = There is no casebook in { $path }.
failure-bad-backup = This backup does not read. Nothing was changed. Try an older one.
failure-wrong-value = This does not fit here. What you typed is still there; what stood here before was kept.
failure-wrong-value-too-long = This text is too long. It is still there; make it shorter.
failure-wrong-value-out-of-range = This number cannot be. What you typed is still there.
failure-wrong-value-empty = This may not be empty. You can take it away instead.
failure-wrong-value-not-a-day = This day does not exist. What you typed is still there.
failure-wrong-value-control-characters = It has a character that we cannot keep. What you typed is still there.
failure-wrong-value-no-such-month = This month does not exist in this calendar. What you typed is still there.
failure-wrong-value-no-such-day = This day does not exist in this month. What you typed is still there.
failure-wrong-value-day-without-month = A day needs a month. What you typed is still there.
failure-wrong-value-year-out-of-range = This year cannot be. What you typed is still there.
failure-wrong-value-ends-before-it-begins = The last day comes before the first. What you typed is still there.
failure-wrong-value-citizen-number = This number may be a citizen service number. Meedoen may not keep it. Write it differently.
failure-missing = Something is still missing. What you filled in is still there.
failure-other-kind = This belongs to something else. Nothing was changed.
failure-removed = This was removed. Put it back first.
failure-not-allowed = Your role may not do this. Nothing was changed.
failure-settled = This is closed and does not change any more. Make a correction.
failure-not-author = This is a colleague's draft. Nothing was changed.
failure-nothing-to-correct = Only something closed can be corrected.
failure-needs-reason = Write down why you correct this.
failure-not-discussed = Fill in on which day you discussed it.
failure-nothing-scored = Nothing has been filled in yet.
failure-needs-evidence = A 1 or a 5 needs one sentence: what did you see, and when?
failure-text-held-back = A text may hold a citizen service number. Mask it, or write it differently.
failure-needs-professional-interpreter = This talk needs a professional interpreter.
failure-too-many-steps = This is too much at once. Nothing was changed.
failure-changed-since = This was changed since. Nothing was taken back; look at the history.
failure-last-key = Somebody must be able to open the casebook. This is the last key.
failure-unknown-form = This conversation was held with newer questions. It was kept; update Meedoen.
failure-unknown-instrument = This assessment was made with a newer instrument. It was kept; update Meedoen.
failure-report-failed = The paper could not be made. Nothing was lost.
failure-no-printer = No printer was found. Save the paper, or connect a printer.
failure-printing-failed = The printer { $printer } did not take the paper. Try again, or save it.
failure-no-viewer = There is no program that can open this paper. Save it.
failure-recovery-key-forgotten = The recovery key is no longer to be seen. You can make a new one.

## Office: what happened, what was kept, what you can do
failure-invitation-other-text = This is no invitation. One begins with MEEDOEN. What you filled in is still there; copy the whole text of your administrator.
failure-invitation-mistyped = The invitation is mistyped. It is still there; look letter by letter, or read it from a picture.
failure-invitation-mistyped-letter = No invitation has { $letter } in it. What you typed is still there; compare it with the text of your administrator.
failure-invitation-incomplete = This is not exactly one invitation: a part is missing, or there is too much. It is still there; copy the whole text and nothing else.
failure-invitation-newer = This invitation is for a newer Meedoen. Nothing was changed. Update Meedoen, then try again.
failure-invitation-wrong = The office does not know this invitation. Nothing was changed. Ask your administrator for a new one.
failure-invitation-expired = This invitation is too old. Nothing was changed. Ask your administrator for a new one.
failure-invitation-used = Another laptop has joined with this invitation already. Nothing was changed. Ask your administrator for a new one.
failure-invitation-other-member = This invitation is for a colleague. Nothing was changed. Ask your administrator for an invitation for you.
failure-has-office = This casebook belongs to an office already. Nothing was changed. Do you want to go to another office? Talk to your administrator.
failure-has-member = The office knows you as another user of this casebook. Nothing was changed. Open the casebook as that user, or ask your administrator for help.
failure-office-unreachable = The office does not answer. Everything is safe on this laptop, and you can go on working. Check the internet; Meedoen also tries again by itself.
failure-office-other-server = What answers here is not your office. Nothing was sent; everything is safe on this laptop. Try another network, or call your administrator.
failure-office-unreadable = The answer of the office could not be read. Everything is safe on this laptop. Meedoen tries again by itself; if it still fails tomorrow, call your administrator.
failure-office-unknown-device = The office does not know this laptop any more. Everything is safe on this laptop, and you can go on working. Call your administrator.
failure-office-other-version = The office works with another version of Meedoen. Everything is safe on this laptop. Update Meedoen, or ask your administrator to do so.
failure-office-busy = The office is too busy just now. Everything is safe on this laptop. Meedoen tries again by itself.
failure-device-revoked = This laptop was signed off, so you cannot write here any more. What you wrote before is still being delivered. Call your administrator.
failure-device-wiped = This laptop was signed off. Everything was delivered to the office and wiped here. Call your administrator if you want to work here again.
failure-settled-already = A colleague chose a version here already. Both versions are kept; look in the history.
failure-office-not-administrator = The office does not know you as an administrator. Nothing was changed. Ask another administrator to look at your role.
failure-office-oneself = You cannot sign off yourself or your own laptop here. Nothing was changed. Ask another administrator.
failure-office-gone = This is not there any more: somebody decided on it already. Nothing was changed.
failure-office-clock-held = The office does not trust its own clock. Nothing was changed. Let whoever runs the office set the clock right first.
failure-no-office = This casebook belongs to no office. Everything is safe on this laptop. Ask your administrator for an invitation.
