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

## Failures: what happened, what was kept, what to do
failure-unknown = Something went wrong ({ $code }). What you typed is still here. Try again.
failure-internal = Something went wrong inside Meedoen. What was saved is safe. Close Meedoen and open it again.
failure-wrong-passphrase = This passphrase does not fit. Look at capitals and spaces, and try again.
failure-wrong-recovery-key = This key does not belong to this casebook. Do you have more than one sheet? Try the other one.
failure-recovery-key-mistyped = The key was not typed correctly. Compare it letter by letter. What you typed is still here.
failure-damaged = The casebook is damaged and does not open. The file was not changed and not removed. Ask your administrator to put back a backup.
failure-newer-schema = This casebook was made by a newer Meedoen. Nothing was changed. Update Meedoen and open it again.
failure-read-only-folder = Meedoen may not write in the folder of the casebook. Nothing was changed. Ask your administrator for access to this folder.
failure-already-open = The casebook is already open somewhere else. Close it there, and try again here.
failure-disk-full = The disk is full. What was saved is safe. Make room and try again.
failure-keys-missing = The file with the keys is gone. Without it the casebook does not open. Put the file back from a backup.
failure-weak-passphrase = This passphrase is too short. Take four words, or at least 12 characters.
