# The assessment on the shop floor: the taking-part card. No mark, no mean: a conversation.

assessment-title = Assessment
assessment-of = { $person }, { $moment }
assessment-parts = Parts
assessment-back-to-parts = Back to the parts
assessment-progress = { $moment } · { $at } of { $of }
assessment-discuss = Talk with { $person }
assessment-when = Moment
assessment-observed-on = Seen on
assessment-observer = Seen by
assessment-department = Workplace
assessment-discussed-on = Talked about on
assessment-agreed = What we agree
assessment-next-on = Next time
assessment-external = { $person } is ready on many points. Time to talk about work elsewhere?
assessment-professional-title = This needs a professional interpreter
assessment-professional-why = A score of 1 or 2 is not talked about through a fellow refugee. Take an interpreter, or one on the telephone.
assessment-sign = Sign
assessment-sign-what = After that the card does not change. If something turns out wrong, you make a corrected one.
assessment-signed-by = Signed by { $name } on { $day }. This card does not change any more.
assessment-not-yours = This card is not finished. { $name } is working on it and can fill it in.
assessment-corrects = Corrected card
assessment-corrects-why = Reason: { $reason }

## Parts and scores
score-now = now
score-last-time = Last time
score-not-seen = Not seen
score-next = Next
score-with-own = In { $language } too
score-differs = { $person } chooses { $self }, { $observer } chooses { $score }: talk about it
score-face = Face { $number } of 5: { $words }
score-evidence = What did I see, and when? May stay empty.
score-evidence-needed = What did I see, and when? A 1 or a 5 needs one sentence.
score-language-cause = Is this because of language?
score-language-caused = Because of language.
score-table = { $observer } and { $person } side by side
score-dimension = Part
score-talk = Talk about it
score-by = { $who }:
score-by-number = { $who }: { $number }

## Still to do
missing-title =
    { $count ->
        [one] One more thing before you sign
       *[other] { $count } more things before you sign
    }
missing-score = { $name }: no score yet
missing-evidence = { $name }: write one sentence with a 1 or a 5
missing-moment = Choose the moment
missing-observed-on = Fill in when you saw it
missing-interpreter = Choose another interpreter
missing-more =
    { $count ->
        [one] and 1 more part
       *[other] and { $count } more parts
    }
missing-rest =
    { $count ->
        [one] I did not see this
       *[other] I did not see these { $count }
    }
missing-rest-done =
    { $count ->
        [one] 1 part says not seen.
       *[other] { $count } parts say not seen.
    }

## Correcting
correct = Correct
correct-title = Correct the card
correct-lead = This card stays as it is. The corrected one begins with the same scores.
correct-reason = What is wrong?
correct-needs-reason = Write in one sentence what is wrong. Then you can go on.
correct-do = Make the corrected card
correct-begun = The corrected card is begun.

## Paper
assessment-papers = Which sheet
assessment-paper-dutch = Dutch
assessment-paper-both = With { $language }
assessment-paper-mine = For { $person }
