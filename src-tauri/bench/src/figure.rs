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
    /// Most the ratio may be.
    pub goal: f64,
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
        let mark = if figure.ratio <= figure.goal { "✓" } else { "✗" };
        println!(
            "{mark} {:<34} {:>10.2} {:<10} {:>6.2} × {} (goal ≤ {})",
            figure.name, figure.value, figure.unit, figure.ratio, figure.against, figure.goal
        );
    }
    Ok(())
}
