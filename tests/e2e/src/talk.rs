//! The first conversation, held by pointing at cards in the newcomer's language.

use anyhow::Result;

use crate::hands::begin_conversation;
use crate::window::{Window, quoted};
use crate::words::Words;

/// The asking: cards by their own words, a screen at a time.
struct Asking<'a> {
    window: &'a Window,
    words: &'a Words,
}

/// Asks all twelve questions and reads everything back; “ja” at the end closes the conversation.
pub async fn hold_conversation(window: &Window, words: &Words, person: &str, own_name: &str) -> Result<()> {
    let asking = Asking { window, words };
    begin_conversation(window).await?;
    window.press(words.language()?).await?;
    asking.who_it_is(own_name).await?;
    asking.reading_and_school().await?;
    asking.work().await?;
    asking.week_and_travel().await?;
    asking.body().await?;
    asking.own_question_and_appointment().await?;
    asking.read_back(person).await
}

impl Asking<'_> {
    /// Questions 1 to 3: interpreter, name, what is kept and who sees it.
    async fn who_it_is(&self, own_name: &str) -> Result<()> {
        self.next_until("question-interpreter").await?;
        self.point("interpreter-no").await?;
        self.next_until("question-name").await?;
        self.window.fill("Hoe spreek je het uit?", "sa-MIER").await?;
        self.window.fill("In het eigen schrift", own_name).await?;
        self.next_until("question-privacy").await?;
        self.point("it-is-clear").await
    }

    /// Questions 4 and 5; one of the answers is that somebody does not know, one that somebody rather does not say.
    async fn reading_and_school(&self) -> Result<()> {
        self.next_until("question-reading-own").await?;
        self.point("reading-little").await?;
        self.next_until("question-reading-latin").await?;
        self.point("dont-know").await?;
        self.next_until("question-school").await?;
        self.point("school-primary").await?;
        self.point("school-vocational").await?;
        self.next_until("question-school-years").await?;
        self.window.press("9 jaar").await?;
        self.next_until("question-diploma").await?;
        self.point("rather-not").await
    }

    /// Questions 6 to 8.
    async fn work(&self) -> Result<()> {
        self.next_until("question-work-before").await?;
        self.point("carpenter").await?;
        // There are more occupations than one page holds.
        self.point("next").await?;
        self.point("welder").await?;
        self.next_until("question-work-years").await?;
        self.window.press("4 jaar").await?;
        self.point("next").await?;
        self.window.sees(self.words.own("welder")?).await?;
        self.point("dont-know").await?;
        self.next_until("question-good-at").await?;
        self.point("skill-hands").await?;
        self.point("skill-tools").await?;
        self.next_until("question-work-wish").await?;
        self.stick("greenhouse", "now").await?;
        self.stick("flowers", "later").await
    }

    /// Questions 9 and 10. Whoever cycles is not asked about lessons in cycling.
    async fn week_and_travel(&self) -> Result<()> {
        self.next_until("question-week").await?;
        self.point("lesson").await?;
        self.window.press("maandag ochtend: nog niets").await?;
        self.point("free-to-work").await?;
        self.window.press("dinsdag ochtend: nog niets").await?;
        self.window.press("dinsdag middag: nog niets").await?;
        self.next_until("question-travel").await?;
        self.point("by-bicycle").await?;
        self.next_until("question-licence").await?;
        self.point("licence-foreign").await
    }

    /// Question 11: seven things, one by one.
    async fn body(&self) -> Result<()> {
        self.next_until("question-body").await?;
        let said = [
            ("standing", "a-little"),
            ("sitting", "goes-well"),
            ("lifting", "is-hard"),
            ("cold", "goes-well"),
            ("heat", "dont-know"),
            ("height", "goes-well"),
            ("noise", "goes-well"),
        ];
        for (place, (thing, answer)) in said.into_iter().enumerate() {
            if place > 0 {
                self.point("next").await?;
            }
            self.window.sees(self.words.own(thing)?).await?;
            self.point(answer).await?;
        }
        Ok(())
    }

    /// Question 12: what is asked is drawn too, and the day and hour of the next talk are shown back.
    async fn own_question_and_appointment(&self) -> Result<()> {
        self.next_until("question-ask-me").await?;
        self.draw_a_line().await?;
        self.window.fill("Wat werd gevraagd?", "Mag ik zien waar ik ga werken?").await?;
        self.next_until("question-next-meeting").await?;
        // The first day that is still to come, today apart.
        let day = "//*[@role = 'group'][@aria-label = 'Dag']//button[not(@disabled)]";
        self.window.press_one("a day", &format!("({day})[2]")).await?;
        self.window.press_in("Uur", "10").await?;
        self.next_until("question-show-me").await?;
        self.point("it-is-clear").await
    }

    /// Everything that was pointed at is shown once more; the last page asks whether it is right.
    async fn read_back(&self, person: &str) -> Result<()> {
        self.next_until("is-this-right").await?;
        self.window.sees(self.words.own("carpenter")?).await?;
        while !self.window.can_press(self.words.own("yes")?).await? {
            self.point("next").await?;
        }
        self.point("yes").await?;
        self.window.sees(&format!("Wat {person} vertelde")).await
    }

    /// Points at what carries the newcomer's own word of a concept: a card, an answer, a button of the stage.
    async fn point(&self, concept: &str) -> Result<()> {
        self.window.press_in_stage(self.words.own(concept)?).await
    }

    /// On to the next question, over all the pages that are still to come.
    async fn next_until(&self, question: &str) -> Result<()> {
        let wanted = self.words.own(question)?;
        const MOST_PAGES: usize = 5;
        for _ in 0..MOST_PAGES {
            self.point("next").await?;
            if self.window.asks(wanted).await? {
                return Ok(());
            }
        }
        self.window.sees(wanted).await
    }

    /// Sticks “now” or “later” on the card of some work.
    async fn stick(&self, card: &str, sticker: &str) -> Result<()> {
        self.window.press_in(self.words.dutch(card)?, self.words.own(sticker)?).await
    }

    async fn draw_a_line(&self) -> Result<()> {
        let paper = self.window.find_drawn("an empty paper", &drawing_named("Leeg tekenblad")).await?;
        self.window
            .page
            .action_chain()
            .move_to_element_center(&paper)
            .click_and_hold()
            .move_by_offset(60, 30)
            .move_by_offset(40, -50)
            .release()
            .perform()
            .await?;
        self.window.find_drawn("the line", &drawing_named("Tekening, 1 lijn")).await?;
        self.window.sees("Opgeslagen").await
    }
}

fn drawing_named(name: &str) -> String {
    format!("//*[@aria-label = {}]", quoted(name))
}
