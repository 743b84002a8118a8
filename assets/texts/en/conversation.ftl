# The conversation with pictures. What the newcomer reads comes from the phrasebook (assets/phrasebook); this is for the coach.

conversation-title = Picture conversation

## The coach's strip
talk-strip = For the coach
talk-progress = Question { $number } of { $of }
talk-themes = Questions
talk-theme = Question { $number }: { $question }
talk-page = Page { $page } of { $pages }
talk-chosen = Chosen
talk-chosen-more = and { $count } more
talk-chosen-half-days =
    { $count ->
        [one] { $what }: 1 half-day
       *[other] { $what }: { $count } half-days
    }
talk-count-year =
    { $count ->
        [one] 1 year
       *[other] { $count } years
    }
pointed-by = Who pointed?
pointed-by-me = Me
talk-not-understood = Not understood
talk-draw = Draw
talk-note = Note
talk-note-more = Note, already begun
talk-note-lead = Your own words with this conversation. The newcomer sits beside you: write what that person may read too.
talk-note-text = What do you want to remember?
talk-note-ready = Done
talk-short = Short version, 15 min
talk-draft-dotted = Dotted
talk-draft-why = is a draft: no native speaker has looked at it yet.
talk-hidden-themes = Questions about the body do not come now: a fellow refugee interprets.
talk-paused = Stopped
talk-paused-hint = Everything is saved. Go on when you both like, or close with the lock.
talk-reading-back = Reading everything back
talk-read-back-hint = Point at each picture and ask: is this right? A tap takes it away, another puts it back.

## Not saved
answer-not-saved = not saved
unsaved-taps =
    { $count ->
        [one] One answer is not saved. It is still here.
       *[other] { $count } answers are not saved. They are still here.
    }
unsaved-place = The place in the conversation is not saved.

## Answers
answer-call-name = What do you want to be called?
answer-call-name-hint = The file says: { $name }
answer-pronunciation = How do you say it?
answer-pronunciation-hint = In Dutch letters, for example: sa-MIER
answer-own-script = In the person’s own script
answer-own-script-hint = Copy it from the card. May stay empty.
answer-asked = What was asked?
answer-asked-hint = Briefly, in Dutch. May stay empty.
week-brush = What is this time for?
week-half-day = { $day } { $part }
week-half-day-holds = { $when }: { $what }
week-half-day-empty = nothing yet
appointment-day = Day
appointment-hour = Hour
appointment-minutes = Minutes
appointment-card = Appointment
appointment-in-days =
    { $days ->
        [0] today
        [one] in 1 day
       *[other] in { $days } days
    }

## A language without a card
other-language-title = Another language
other-language-lead = There are no words in this language with the pictures yet. The language is written down.
other-language-which = Which language?
other-language-free = Write down “{ $words }”
other-language-beside = What stands beside Dutch?
other-language-dutch-only = Dutch only
other-language-ready = Done

## Drawing
drawing-pad = Drawing pad
drawing-empty = Empty drawing pad
drawing-lines =
    { $count ->
        [one] Drawing, 1 line
       *[other] Drawing, { $count } lines
    }
drawing-pens = Pen
drawing-ink = black
drawing-blue = blue
drawing-red = red
drawing-green = green
drawing-eraser = eraser
drawing-undo = Take a line back
drawing-sheet = Sheet
drawing-new = New sheet
drawing-full = This sheet is full. Take a new one.
drawing-state-saved = Saved
drawing-state-saving = Saving…
drawing-state-failed = Not saved

## Interpreter
interpreter-record = Record the interpreter
interpreter-title = Interpreter
interpreter-lead = Who interprets decides what you can ask.
interpreter-kind = Who interprets?
interpreter-kind-none = No interpreter
interpreter-kind-professional = Interpreter in the room
interpreter-kind-telephone = Interpreter on the telephone
interpreter-kind-fellow-refugee = Fellow refugee
interpreter-kind-app = Translation app
interpreter-fellow-title = Only for plain, practical questions
interpreter-fellow-why = The questions about the body are gone now. Mind: family, the same village or the same group make it hard to speak freely.
interpreter-language = Language of the interpreter
interpreter-name = First name
interpreter-name-hint = The first name only. May stay empty.
interpreter-secrecy = Does the interpreter keep everything secret?
interpreter-accepted = Is { $name } happy with this interpreter?
interpreter-never-minor = Never a minor. Not the person’s own child either, not even briefly.
interpreter-ready = Done

## Leaving: with the passphrase only
leave-title = Close the conversation
leave-lead = This screen belongs to one person. The coach leaves it, with the passphrase. Everything is saved; stopping and going on needs none.
leave-passphrase = Your passphrase
leave-show = Show the passphrase
leave-hide = Hide the passphrase
leave-caps-lock = Caps Lock is on
leave-stay = Stay in the conversation
leave-go = Close the conversation

## Reading back and result
read-back-nothing = Nothing was pointed at yet.
result-title = What { $name } told
result-week = Half-days
result-back = To { $name }
result-when = Finished on { $day } at { $time }
result-not-closed = This conversation is not finished yet. { $author } can finish it.
