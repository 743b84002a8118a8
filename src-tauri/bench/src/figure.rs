//! What a benchmark answers.

use anyhow::Result;
use serde_json::json;

/// One measured figure.
pub struct Figure {
    pub name: &'static str,
    pub value: f64,
    pub unit: &'static str,
    /// Against the peer, measured in the same run.
    pub ratio: f64,
    pub against: &'static str,
    /// Most the ratio may be; infinite where a figure is only stated.
    pub goal: f64,
}

impl Figure {
    /// How long something took, in milliseconds.
    #[cfg(any(feature = "casebook", feature = "office", feature = "sync"))]
    pub fn of_time(
        name: &'static str,
        time: std::time::Duration,
        peer: std::time::Duration,
        against: &'static str,
        goal: f64,
    ) -> Figure {
        let (time, peer) = (time.as_secs_f64(), peer.as_secs_f64());
        Figure { name, value: time * 1000.0, unit: "ms", ratio: time / peer, against, goal }
    }
}

/// How long some work takes.
#[cfg(any(feature = "casebook", feature = "sync"))]
pub fn timed(work: impl FnOnce() -> Result<()>) -> Result<std::time::Duration> {
    let began = std::time::Instant::now();
    work()?;
    Ok(began.elapsed())
}

pub fn print(figures: &[Figure], json: bool) -> Result<()> {
    if json {
        let all: Vec<_> = figures
            .iter()
            .map(|f| json!({"name": f.name, "value": f.value, "unit": f.unit, "ratio": f.ratio, "against": f.against, "goal": f.goal}))
            .collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    for figure in figures {
        let (mark, goal) = match figure.goal {
            goal if goal.is_infinite() => (" ", String::new()),
            goal => {
                let mark = if figure.ratio <= goal { "✓" } else { "✗" };
                (mark, format!(" (goal ≤ {})", (goal * 100.0).round() / 100.0))
            }
        };
        println!(
            "{mark} {:<34} {:>10.2} {:<10} {:>6.2} × {}{goal}",
            figure.name, figure.value, figure.unit, figure.ratio, figure.against
        );
    }
    Ok(())
}
